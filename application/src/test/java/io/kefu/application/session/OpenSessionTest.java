package io.kefu.application.session;

import static io.kefu.application.session.testing.SessionFixture.admin;
import static io.kefu.application.session.testing.SessionFixture.customer;
import static io.kefu.application.session.testing.SessionFixture.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.application.session.testing.SessionFixture;
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
    private final SessionFixture fixture = SessionFixture.inMemory();
    private final OpenSession openSession = fixture.openSession();

    @Test
    void aNewSessionIsAssignedToAKefuWithFreeCapacity() {
        UserId served = fixture.comes("kefu", 1);
        fixture.users().create(Users.customer("a"));
        OpenSession.Opened opened = openSession.open(customer("a"), command("a", null));
        assertThat(opened.isNew()).isTrue();
        assertThat(opened.session().state()).isEqualTo(SessionState.ACTIVE);
        assertThat(opened.session().kefu()).isEqualTo(served);
        assertThat(opened.session().details().metadata()).isEqualTo(new Metadata("{}"));
        assertThat(fixture.find(opened.session().id())).isEqualTo(opened.session());
    }

    /** The account is deleted while the call is running. */
    @Test
    void aCustomerWhoIsErasedMeanwhileGetsNoSession() {
        UserId served = fixture.comes("kefu", 1);
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> openSession.open(customer("gone"), command("gone", null)));
        assertThat(fixture.erased()).containsExactly(new UserId("gone"));
        assertThat(fixture.desk().loads(List.of(served))).doesNotContainEntry(served, 1);
    }

    /** The customer is disabled after the kefu's call has read the user, and before the session is opened. */
    @Test
    void aSessionOfACustomerWhoIsDisabledMeanwhileIsClosedAgain() {
        UserId served = fixture.comes("kefu", 1);
        fixture.users().create(Users.customer("a"));
        fixture.users().afterNextFind(() -> fixture.users().update(new UserId("a"), Users.DISABLED));
        assertRefused(ErrorCode.CONFLICT, () -> openSession.open(kefu("kefu"), command("a", null)));
        assertThat(fixture.desk().servedBy(served)).isEmpty();
        assertThat(fixture.erased()).isEmpty();
        Session closed = fixture.sessions()
                .ofCustomer(new UserId("a"), null, new PageRequest(1, 1))
                .items()
                .getFirst();
        assertThat(closed.ending()).extracting(Ending::reason).isEqualTo(Ending.BLOCKED);
    }

    @Test
    void withoutFreeCapacityASessionWaits() {
        fixture.comes("kefu", 1);
        fixture.opens("a");
        Session second = fixture.opens("b");
        assertThat(second.state()).isEqualTo(SessionState.WAITING);
        assertThat(fixture.desk().find(second.id()).orElseThrow().position()).isEqualTo(1);
    }

    @Test
    void openingAgainReturnsTheOpenSession() {
        Session first = fixture.opens("a");
        OpenSession.Opened again = openSession.open(customer("a"), command("a", null));
        assertThat(again.isNew()).isFalse();
        assertThat(again.session()).isEqualTo(first);
    }

    @Test
    void afterTheClosingANewSessionIsOpened() {
        Session first = fixture.opens("a");
        fixture.closes(first.id());
        OpenSession.Opened next = openSession.open(customer("a"), command("a", null));
        assertThat(next.isNew()).isTrue();
        assertThat(next.session().id()).isNotEqualTo(first.id());
    }

    @Test
    void aNewSessionIsOpenedIfAClosingWasInterrupted() {
        Session first = fixture.opens("a");
        fixture.sessions().close(first.id(), new Ending(fixture.clock().instant(), Ending.IDLE), new Only.Always());
        OpenSession.Opened next = openSession.open(customer("a"), command("a", null));
        assertThat(next.isNew()).isTrue();
        assertThat(fixture.desk().find(first.id())).isEmpty();
    }

    @Test
    void anInterruptedOpeningIsFinished() {
        Session placed = fixture.opens("b");
        Desk.Assignment half = fixture.desk()
                .open(new Desk.Opening(
                        SessionId.of(ConversationIds.ofCustomer(new UserId("a")), "halfway0"),
                        new UserId("a"),
                        Session.DEFAULT_TYPE,
                        null,
                        fixture.clock().instant()));
        assertThat(fixture.sessions().find(half.session())).isEmpty();
        Session taken = fixture.opens("a");
        assertThat(taken.id()).isEqualTo(half.session());
        assertThat(taken.id()).isNotEqualTo(placed.id());
    }

    @Test
    void anInterruptedAssignmentIsFinished() {
        Session waiting = fixture.opens("a");
        UserId kefu = new UserId("kefu");
        fixture.presence()
                .heartbeat(kefu, User.Service.DEFAULT, null, fixture.clock().instant(), SessionFixture.LEASE);
        fixture.desk().assign(waiting.id(), kefu, fixture.clock().instant());
        assertThat(fixture.find(waiting.id()).state()).isEqualTo(SessionState.WAITING);
        assertThat(fixture.opens("a").kefu()).isEqualTo(kefu);
    }

    @Test
    void theLastKefuIsPreferredUnlessAnotherIsAskedFor() {
        UserId one = fixture.comes("one", 5);
        Session first = fixture.opens("a");
        assertThat(first.kefu()).isEqualTo(one);
        fixture.closes(first.id());
        UserId two = fixture.comes("two", 5);
        fixture.opens("b", Session.DEFAULT_TYPE, one);
        assertThat(fixture.opens("a").kefu()).isEqualTo(one);
        assertThat(fixture.opens("c", Session.DEFAULT_TYPE, one).kefu()).isEqualTo(one);
        assertThat(fixture.opens("d").kefu()).isEqualTo(two);
    }

    @Test
    void aKefuServesTheSessionThatTheKefuOpens() {
        UserId one = fixture.comes("one", 5);
        fixture.comes("two", 5);
        fixture.users().create(Users.customer("a"));
        fixture.opens("b", Session.DEFAULT_TYPE, one);
        Session session =
                openSession.open(kefu("one"), command("a", new UserId("two"))).session();
        assertThat(session.kefu()).isEqualTo(one);
    }

    @Test
    void otherCustomersAreRefused() {
        fixture.users().create(Users.customer("a"));
        fixture.users().create(Users.kefu("one"));
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
