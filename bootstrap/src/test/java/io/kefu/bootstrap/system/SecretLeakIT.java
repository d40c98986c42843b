package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.sync.RedisCommands;
import io.micronaut.context.env.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Checks that no token and no password is in Redis, in its files, in the log or in the metrics. */
@Isolated("It reads the log of the whole JVM and changes log levels.")
class SecretLeakIT {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger KEFU = (Logger) LoggerFactory.getLogger("io.kefu");
    private static final Logger HTTP_SERVER = (Logger) LoggerFactory.getLogger("io.micronaut.http");

    /** The content of a message, which must not appear in the log or in the metrics. */
    private static final String CONTENT = "between-you-and-me";

    @Test
    void storesAndLogsNoSecret() throws IOException {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ROOT.addAppender(log);
        KEFU.setLevel(Level.TRACE);
        HTTP_SERVER.setLevel(Level.DEBUG);
        KEFU.info("Capturing the log");
        try (KefuNode node = KefuNode.start(Map.of("kefu.limits.enabled", true))) {
            List<String> secrets = useTokens(new Api(node.uri()));
            List<String> stored = stored(node);
            assertThat(stored).anyMatch(text -> text.contains("customer-secret"));
            for (String secret : secrets) {
                assertThat(stored).noneMatch(text -> text.contains(secret));
            }
            String metrics = new Api(node.uri()).get(null, "/prometheus").body();
            assertThat(metrics).contains("kefu_messages_stored_total");
            assertThat(secrets).noneMatch(metrics::contains);
            assertThat(metrics).doesNotContain(CONTENT, "customer-secret", "kefu-secret");
            assertThat(log.list).isNotEmpty();
            assertThat(log.list.stream().map(SecretLeakIT::fullText))
                    .noneMatch(text -> secrets.stream().anyMatch(text::contains))
                    .noneMatch(text -> text.contains(CONTENT));
        } finally {
            KEFU.setLevel(null);
            HTTP_SERVER.setLevel(null);
            ROOT.detachAppender(log);
        }
    }

    /** Makes calls that use secrets, successful and failing ones, and returns the secrets. */
    private static List<String> useTokens(Api api) {
        TestAccounts staff = new TestAccounts(api);
        List<String> tokens =
                new ArrayList<>(List.of(staff.admin(), staff.kefu("kefu-secret"), staff.customer("customer-secret")));
        String unknown = "tok_AA0123456789abcdefghijklmnopqrstuv";
        for (String token : tokens) {
            api.get(token, "/api/users/customer-secret");
            api.get(token, "/api/users?page=x");
            api.post(token, "/api/messages/send", "{");
            api.post(
                    token,
                    "/api/messages/send",
                    "{\"to_user_id\": \"kefu-secret\", \"content\": \"%s\"}".formatted(CONTENT));
            api.get(token, "/ws/customer-secret?token=" + token);
            api.get(null, "/ws/customer-secret?token=" + token);
            api.get(token, "/api/users/customer-secret?token=" + token);
            api.get(token, "/api/users?page=1&%74oken=" + token + "&access_token=" + token);
            api.get(null, "/api/nowhere?Token=" + token + "&token=" + token + ";token=" + token);
            api.post(token, "/api/messages/latest?token=" + token, "{}");
        }
        api.get(unknown, "/api/users");
        api.post(null, "/api/auth/kefu/login", TestAccounts.login("kefu-secret", "mistyped-password"));
        api.post(null, "/api/auth/customer/login", "{\"token\": \"a.signed.token\"}");
        Answer changed = api.put(
                tokens.get(1),
                "/api/users/kefu-secret",
                "{\"password\": \"another-password\", \"old_password\": \"%s\"}".formatted(TestAccounts.PASSWORD));
        assertThat(changed.status()).isEqualTo(200);
        List<String> secrets = new ArrayList<>(tokens);
        // The last part of a token is its secret.
        tokens.forEach(token -> secrets.add(token.substring(token.length() - 32)));
        secrets.addAll(List.of(
                unknown,
                TestAccounts.PASSWORD,
                KefuNode.ADMIN_PASSWORD,
                "mistyped-password",
                "another-password",
                "a.signed.token"));
        return secrets;
    }

    /** All keys, all serialized values, and the append-only files. */
    private static List<String> stored(KefuNode node) throws IOException {
        List<String> texts = new ArrayList<>();
        String uri = node.bean(Environment.class).getRequiredProperty("redis.uri", String.class);
        try (RedisClient client = RedisClient.create(uri)) {
            RedisCommands<String, String> redis = client.connect().sync();
            redis.configSet("rdbcompression", "no");
            ScanIterator.scan(redis).forEachRemaining(key -> {
                texts.add(key);
                texts.add(new String(redis.dump(key), ISO_8859_1));
            });
            // Skips the configuration, which has the password of Redis.
            Path folder = Path.of(redis.configGet("dir").get("dir"));
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(path -> path.toString().contains("aof"))
                        .filter(Files::isRegularFile)
                        .toList()) {
                    texts.add(Files.readString(file, ISO_8859_1));
                }
            }
        }
        return texts;
    }

    private static String fullText(ILoggingEvent event) {
        return event.getFormattedMessage() + event.getMDCPropertyMap() + throwable(event);
    }

    private static String throwable(ILoggingEvent event) {
        return event.getThrowableProxy() == null
                ? ""
                : ch.qos.logback.classic.spi.ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
}
