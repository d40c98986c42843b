package io.kefu.bootstrap.system;

import io.kefu.redis.testing.ProcessServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Redis with a user that may use exactly the commands that {@code docs/security.md} names. */
final class RedisWithLimitedUser implements AutoCloseable {
    private static final Path DOCUMENT = Path.of("..", "docs", "security.md");
    private static final Pattern COMMAND = Pattern.compile("ACL SETUSER ([^`]+)");
    private static final String PASSWORD = "password";

    private final ProcessServer server;
    private final RedisClient admin;

    private RedisWithLimitedUser(ProcessServer server) {
        this.server = server;
        this.admin = RedisClient.create(server.address());
    }

    static RedisWithLimitedUser start() {
        RedisWithLimitedUser redis = new RedisWithLimitedUser(ProcessServer.startWith("--appendonly", "no"));
        redis.acl("SETUSER", rules());
        return redis;
    }

    private static String[] rules() {
        try {
            Matcher command = COMMAND.matcher(Files.readString(DOCUMENT));
            if (!command.find()) {
                throw new IllegalStateException(DOCUMENT + " has no ACL SETUSER");
            }
            return command.group(1).strip().replace("PASSWORD", PASSWORD).split("\\s+");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Object> acl(String subcommand, String... arguments) {
        CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8).add(subcommand);
        List.of(arguments).forEach(args::add);
        try (var connection = admin.connect()) {
            return connection.sync().dispatch(CommandType.ACL, new NestedMultiOutput<>(StringCodec.UTF8), args);
        }
    }

    /** The address with the limited user. */
    String address() {
        return server.address().replace("//", "//kefu:" + PASSWORD + "@");
    }

    /** The commands that Redis denied so far. */
    List<String> deniedCommands() {
        List<String> denied = new ArrayList<>();
        for (Object entry : acl("LOG")) {
            List<?> fields = (List<?>) entry;
            denied.add(String.valueOf(fields.get(fields.indexOf("object") + 1)));
        }
        // Commands that kefu and the driver try, and do without.
        denied.removeAll(List.of("client|setinfo", "config|get"));
        return denied;
    }

    @Override
    public void close() {
        admin.shutdown();
        server.close();
    }
}
