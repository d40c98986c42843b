package io.kefu.websocket.command;

import io.kefu.websocket.frame.FrameType;
import io.kefu.websocket.socket.Inbox;
import io.kefu.websocket.trace.SocketSpans;
import java.util.concurrent.CompletionStage;

/** A valid frame that is handled within a trace. Only made while tracing is on. */
record TracedFrame(FrameType type, Inbox.Work frame, String connection, SocketSpans spans) implements Inbox.Work {
    @Override
    public boolean mayOverlap() {
        return frame.mayOverlap();
    }

    @Override
    public CompletionStage<Inbox.Outcome> start(Inbox.Turn turn) {
        return spans.frame(type, connection, () -> frame.start(turn), Inbox.Outcome::answer);
    }
}
