package io.kefu.websocket.connection;

import io.kefu.application.access.RecogniseToken;
import io.kefu.application.connection.Connect;
import io.kefu.application.connection.ListOwnPlaces;
import io.kefu.application.connection.ReadPlace;
import io.kefu.application.connection.SayInRoom;
import io.kefu.application.message.AdvanceCursor;
import io.kefu.application.message.SendMessage;
import io.kefu.application.message.ShowTyping;
import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.session.ReadSession;
import io.kefu.application.time.port.Ticker;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.settings.WebSocketSettings;
import io.kefu.websocket.socket.SocketMeters;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** What connections need of the application, the same for all. */
@Singleton
record Services(
        Connect connect,
        ListOwnPlaces listOwnPlaces,
        SayInRoom sayInRoom,
        ReadPlace readPlace,
        ReadSession readSession,
        SendMessage sendMessage,
        AdvanceCursor advanceCursor,
        ShowTyping showTyping,
        RecogniseToken recogniseToken,
        MessageLog log,
        MessageHistory history,
        MessageEvents events,
        Frames frames,
        WebSocketSettings settings,
        SocketMeters meters,
        InstantSource clock,
        Ticker ticker,
        @Named(TaskExecutors.BLOCKING) Executor blocking) {}
