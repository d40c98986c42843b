package io.kefu.application.message;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Cursor;
import io.kefu.application.message.port.MessageLog.Reached;
import java.util.concurrent.CompletionStage;

/** Notes how far a side of a conversation has got, and tells the other side. */
public final class AdvanceCursor {
    private final MessageLog log;

    public AdvanceCursor(MessageLog log) {
        this.log = log;
    }

    /** Raises the cursors; the caller must take part in the conversation, which whoever calls this knows. */
    public CompletionStage<Reached> advance(Principal caller, Cursor cursor) {
        Operation.ADVANCE_CURSOR.requireAllowed(caller);
        return log.advance(cursor);
    }
}
