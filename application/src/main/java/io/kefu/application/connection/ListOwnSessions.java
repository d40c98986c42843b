package io.kefu.application.connection;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.connection.ReadPlace.Place;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.session.SessionId;
import java.util.List;
import java.util.Optional;

/** Lists the open sessions that concern a user: a customer's own, or those that a kefu serves. */
public final class ListOwnSessions {
    private final Desk desk;
    private final ReadPlace readPlace;

    public ListOwnSessions(Desk desk, ReadPlace readPlace) {
        this.desk = desk;
        this.readPlace = readPlace;
    }

    /** Their ids. Blocks. */
    public List<SessionId> list(Principal caller) {
        Operation.CONNECT.requireAllowed(caller);
        if (caller.isStaff()) {
            return desk.servedBy(caller.id());
        }
        Place own = readPlace
                .read(List.of(ConversationIds.ofCustomer(caller.id())), Side.FIRST)
                .getFirst();
        return Optional.ofNullable(own.standing().session()).stream().toList();
    }
}
