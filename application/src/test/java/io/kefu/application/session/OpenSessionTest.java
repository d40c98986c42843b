package io.kefu.application.session;

import static io.kefu.application.session.testing.SessionHouse.admin;
import static io.kefu.application.session.testing.SessionHouse.customer;
import static io.kefu.application.session.testing.SessionHouse.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.application.session.testing.SessionHouse;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenSessionTest {
    private final SessionHouse house = SessionHouse.inMemory();
    private final OpenSession openSession = house.openSession();

    @Test
    void aSessionGoesToAKefuWithRoom() {
        UserId served = house.comes("kefu", 1);
        house.users().create(Users.customer("a"));
        OpenSession.Opened opened = openSession.open(customer("a"), command("a", null));
        assertThat(opened.isNew()).isTrue();
        assertThat(opened.session().state()).isEqualTo(SessionState.ACTIVE);
        assertThat(opened.session().kefu()).isEqualTo(served);
        assertThat(opened.session().details().metadata()).isEqualTo(new Metadata("{}"));
        assertThat(house.find(opened.session().id())).isEqualTo(opened.session());
    }

    /** The call was on its way when the account went. */
    @Test
    void whoIsErasedMeanwhileGetsNone() {
        UserId served = house.comes("kefu", 1);
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> openSession.open(customer("gone"), command("gone", null)));
        assertThat(house.erased()).containsExactly(new UserId("gone"));
        assertThat(house.desk().loads(List.of(served))).doesNotContainEntry(served, 1);
    }

    /** The customer is disabled after the kefu's call has read the user, and before the session is opened. */
    @Test
    void aSessionOfACustomerWhoIsDisabledMeanwhileIsClosedAgain() {
        UserId served = house.comes("kefu", 1);
        house.users().create(Users.customer("a"));
        house.users().afterNextFind(() -> house.users().update(new UserId("a"), Users.DISABLED));
        assertRefused(ErrorCode.CONFLICT, () -> openSession.open(kefu("kefu"), command("a", null)));
        assertThat(house.desk().servedBy(served)).isEmpty();
        assertThat(house.erased()).isEmpty();
        Session closed = house.sessions()
                .ofCustomer(new UserId("a"), null, new PageRequest(1, 1))
                .items()
                .getFirst();
        assertThat(closed.ending()).extracting(Ending::reason).isEqualTo(Ending.BLOCKED);
    }

    @Test
    void withoutRoomItWaits() {
        house.comes("kefu", 1);
        house.opens("a");
        Session second = house.opens("b");
        assertThat(second.state()).isEqualTo(SessionState.WAITING);
        assertThat(house.desk().find(second.id()).orElseThrow().position()).isEqualTo(1);
    }

    @Test
    void openingAgainFindsTheSame() {
        Session first = house.opens("a");
        OpenSession.Opened again = openSession.open(customer("a"), command("a", null));
        assertThat(again.isNew()).isFalse();
        assertThat(again.session()).isEqualTo(first);
    }

    @Test
    void afterTheEndANewOneOpens() {
        Session first = house.opens("a");
        house.closes(first.id());
        OpenSession.Opened next = openSession.open(customer("a"), command("a", null));
        assertThat(next.isNew()).isTrue();
        assertThat(next.session().id()).isNotEqualTo(first.id());
    }

    @Test
    void aSessionWhoseClosingStoppedHalfWayIsLeftBehind() {
        Session first = house.opens("a");
        house.sessions().close(first.id(), new Ending(house.clock().instant(), Ending.IDLE), new Only.Always());
        OpenSession.Opened next = openSession.open(customer("a"), command("a", null));
        assertThat(next.isNew()).isTrue();
        assertThat(house.desk().find(first.id())).isEmpty();
    }

    @Test
    void aSessionWhoseOpeningStoppedHalfWayIsTakenUp() {
        Session placed = house.opens("b");
        Desk.Assignment half = house.desk()
                .open(new Desk.Opening(
                        SessionId.of(ConversationIds.ofCustomer(new UserId("a")), "halfway0"),
                        new UserId("a"),
                        Session.DEFAULT_TYPE,
                        null,
                        house.clock().instant()));
        assertThat(house.sessions().find(half.session())).isEmpty();
        Session taken = house.opens("a");
        assertThat(taken.id()).isEqualTo(half.session());
        assertThat(taken.id()).isNotEqualTo(placed.id());
    }

    @Test
    void anAssignmentThatStoppedHalfWayIsTakenUp() {
        Session waiting = house.opens("a");
        UserId kefu = new UserId("kefu");
        house.presence()
                .heartbeat(kefu, User.Service.DEFAULT, null, house.clock().instant(), SessionHouse.LEASE);
        house.desk().assign(waiting.id(), kefu, house.clock().instant());
        assertThat(house.find(waiting.id()).state()).isEqualTo(SessionState.WAITING);
        assertThat(house.opens("a").kefu()).isEqualTo(kefu);
    }

    @Test
    void whoServedLastComesFirstUnlessAnotherIsAskedFor() {
        UserId one = house.comes("one", 5);
        Session first = house.opens("a");
        assertThat(first.kefu()).isEqualTo(one);
        house.closes(first.id());
        UserId two = house.comes("two", 5);
        house.opens("b", Session.DEFAULT_TYPE, one);
        assertThat(house.opens("a").kefu()).isEqualTo(one);
        assertThat(house.opens("c", Session.DEFAULT_TYPE, one).kefu()).isEqualTo(one);
        assertThat(house.opens("d").kefu()).isEqualTo(two);
    }

    @Test
    void kefuOpenForThemselves() {
        UserId one = house.comes("one", 5);
        house.comes("two", 5);
        house.users().create(Users.customer("a"));
        house.opens("b", Session.DEFAULT_TYPE, one);
        Session session =
                openSession.open(kefu("one"), command("a", new UserId("two"))).session();
        assertThat(session.kefu()).isEqualTo(one);
    }

    @Test
    void othersAreRefused() {
        house.users().create(Users.customer("a"));
        house.users().create(Users.kefu("one"));
        assertRefused(ErrorCode.FORBIDDEN, () -> openSession.open(customer("b"), command("a", null)));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> openSession.open(admin("root"), command("nobody", null)));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> openSession.open(admin("root"), command("one", null)));
        assertRefused(
                ErrorCode.INVALID_PARAMETER, () -> new OpenSession.Command(new UserId("a"), "no such type!", null));
    }

    private static OpenSession.Command command(String customer, @Nullable UserId preferred) {
        return new OpenSession.Command(
                new UserId(customer),
                Session.DEFAULT_TYPE,
                preferred,
                details -> details.withMetadata(new Metadata("{}")));
    }
}
