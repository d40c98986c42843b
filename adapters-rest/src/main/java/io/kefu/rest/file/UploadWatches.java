package io.kefu.rest.file;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.AvailableByteBody;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.netty.NettyHttpRequest;
import java.time.Duration;

/** Sets an {@link UploadWatch} on each upload whose body has not come in as a whole when it begins. */
@ServerFilter(UploadAdmission.ROUTE)
final class UploadWatches implements Ordered {
    private static final Duration AFTER_ANSWER = Duration.ofSeconds(10);

    private final Duration all;
    private final Duration rest;

    UploadWatches(UploadSettings settings) {
        this.all = settings.uploadTime();
        this.rest = all.compareTo(AFTER_ANSWER) < 0 ? all : AFTER_ANSWER;
    }

    @RequestFilter
    void begin(HttpRequest<?> request) {
        if (request.getMethod() == HttpMethod.POST
                && request instanceof NettyHttpRequest<?> received
                && request instanceof ServerHttpRequest<?> server
                && !(server.byteBody() instanceof AvailableByteBody)) {
            UploadWatch watch = new UploadWatch(received.getChannelHandlerContext());
            request.setAttribute(UploadWatch.class.getName(), watch);
            watch.begin(all);
        }
    }

    @ResponseFilter
    void answered(HttpRequest<?> request) {
        UploadWatch.of(request).ifPresent(watch -> watch.answered(rest));
    }

    /** Before the filters that refuse. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.order();
    }
}
