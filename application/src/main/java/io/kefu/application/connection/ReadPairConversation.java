package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.connection.ConversationViews.Seat;
import io.kefu.application.message.ConversationView;
import io.kefu.application.message.port.MessageLog;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;

/** Reads the state of a kefu's conversation with a colleague. */
@UseCase
public final class ReadPairConversation {
    private final ConversationViews views;

    public ReadPairConversation(MessageLog log, InstantSource clock) {
        this.views = new ConversationViews(log, clock);
    }

    /** Reads the conversation as the caller sees it. Blocks. */
    public ConversationView read(Principal caller, UserId colleague) {
        Operation.CONNECT.requireAllowed(caller);
        return views.read(Seat.ofPair(caller.id(), colleague));
    }
}
