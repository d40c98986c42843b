package io.kefu.websocket.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.websocket.settings.WebSocketSettings;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Removes tokens from the URLs of all requests before anything can log them. A token in the URL of a socket is moved to
 * the {@code Authorization} header if the settings allow tokens in URLs and the headers contain no other token.
 */
@Sharable
final class UrlTokenRedactor extends ChannelInboundHandlerAdapter {
    private static final String SOCKETS = "/ws/";
    private static final String TOKEN = "token";
    private static final String REDACTED = "***";

    /** The names of parameters that carry tokens, as clients may write them, in lower case. */
    private static final Set<String> SECRET = Set.of(TOKEN, "access_token", "session_token", "authorization");

    private static final Pattern PARAMETER = Pattern.compile("(?<=[?&;])(?<name>[^=&;#]*)=(?<value>[^&;#]*)");

    private final boolean isAllowed;

    UrlTokenRedactor(WebSocketSettings settings) {
        this.isAllowed = settings.queryToken();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && request.uri().indexOf('?') >= 0) {
            redact(request);
        }
        context.fireChannelRead(message);
    }

    private void redact(HttpRequest request) {
        Matcher parameters = PARAMETER.matcher(request.uri());
        StringBuilder redacted = new StringBuilder();
        @Nullable String token = null;
        while (parameters.find()) {
            String name = decoded(parameters.group("name"));
            if (SECRET.contains(name.toLowerCase(Locale.ROOT))) {
                if (token == null && name.equals(TOKEN)) {
                    token = decoded(parameters.group("value"));
                }
                parameters.appendReplacement(redacted, "${name}=" + Matcher.quoteReplacement(REDACTED));
            }
        }
        if (redacted.isEmpty()) {
            return;
        }
        boolean isSocket = request.uri().startsWith(SOCKETS);
        request.setUri(parameters.appendTail(redacted).toString());
        if (isAllowed && isSocket && token != null && !PresentedToken.isIn(request.headers())) {
            request.headers()
                    .set(HttpHeaderNames.AUTHORIZATION, PresentedToken.BEARER + (isHeaderText(token) ? token : ""));
        }
    }

    private static boolean isHeaderText(String text) {
        return text.chars().allMatch(character -> character > ' ' && character < 0x7f);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
