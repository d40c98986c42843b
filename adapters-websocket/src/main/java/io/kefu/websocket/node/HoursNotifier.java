package io.kefu.websocket.node;

import io.kefu.application.hours.ReadOpening;
import io.kefu.application.hours.ReadOpening.Opening;
import io.kefu.application.hours.WatchHours;
import io.kefu.websocket.frame.FrameJson;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.Notification;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Notifies all clients of this node when the working hours were changed. */
@Singleton
final class HoursNotifier implements ApplicationEventListener<ServerStartupEvent> {
    private final WatchHours watchHours;
    private final ReadOpening readOpening;
    private final Connections connections;
    private final FrameJson json;
    private final InstantSource clock;
    private final Executor blocking;

    HoursNotifier(
            WatchHours watchHours,
            ReadOpening readOpening,
            Connections connections,
            FrameJson json,
            InstantSource clock,
            @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.watchHours = watchHours;
        this.readOpening = readOpening;
        this.connections = connections;
        this.json = json;
        this.clock = clock;
        this.blocking = blocking;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        watchHours.watch(() -> blocking.execute(this::push));
    }

    private void push() {
        Opening opening = readOpening.read();
        byte[] push = json.write(Frames.notification(new Notification.HoursChanged(
                clock.instant(), opening.isOpen(), opening.nextChange().orElse(null))));
        connections.all().forEach(connection -> connection.push(push));
    }
}
