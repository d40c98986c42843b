package io.kefu.redis.testing;

import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.lettuce.core.protocol.RedisCommand;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the commands that a client sends. */
final class CommandRecorder implements CommandListener {
    private final List<String> commands = new CopyOnWriteArrayList<>();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        RedisCommand<Object, Object, Object> command = event.getCommand();
        commands.add(command.getType() + " "
                + (command.getArgs() == null ? "" : command.getArgs().toCommandString()));
    }

    List<String> during(Runnable calls) {
        commands.clear();
        calls.run();
        return List.copyOf(commands);
    }
}
