package io.kefu.redis.testing;

import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.lettuce.core.protocol.RedisCommand;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Records the commands that a client sends. */
final class CommandRecorder implements CommandListener {
    private final Queue<String> commands = new ConcurrentLinkedQueue<>();
    private volatile boolean isRecording;

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (isRecording) {
            RedisCommand<Object, Object, Object> command = event.getCommand();
            commands.add(command.getType() + " "
                    + (command.getArgs() == null ? "" : command.getArgs().toCommandString()));
        }
    }

    List<String> during(Runnable calls) {
        commands.clear();
        isRecording = true;
        try {
            calls.run();
        } finally {
            isRecording = false;
        }
        return List.copyOf(commands);
    }
}
