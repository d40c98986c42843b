package io.kefu.application.account;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.user.RenameLogins;
import io.kefu.application.user.port.UserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpdateUserTest extends UpdateUserFixture {
    @Test
    void givenFieldsAreChanged() {
        User changed = updateUser.update(self(CUSTOMER), CUSTOMER.id(), profile("张三", "a@b.c", new Metadata("{}")));
        assertThat(changed.username()).isEqualTo("张三");
        assertThat(changed.profile().email()).isEqualTo("a@b.c");
        assertThat(changed.profile().metadata()).isEqualTo(new Metadata("{}"));
        assertThat(users.find(CUSTOMER.id())).contains(changed);
    }

    @Test
    void otherFieldsKeepTheirValues() {
        updateUser.update(self(CUSTOMER), CUSTOMER.id(), profile("张三", "a@b.c", null));
        User changed = updateUser.update(self(CUSTOMER), CUSTOMER.id(), named(null));
        assertThat(changed.username()).isEqualTo("张三");
        assertThat(changed.profile().email()).isEqualTo("a@b.c");
    }

    @Test
    void recordsWhatConcernsRightsAndLogins() {
        Principal admin = ADMIN.from("192.0.2.1");
        updateUser.update(self(KEFU), CUSTOMER.id(), named("张三"));
        updateUser.update(
                admin,
                KEFU.id(),
                new UpdateUser.Command(
                        User.Change.NONE
                                .withRole(Role.ADMIN)
                                .withMaxSessions(3)
                                .withSkills(Set.of("sales", "billing"))
                                .withDisabled(true),
                        "new password",
                        null));
        updateUser.update(admin, KEFU.id(), command(User.Change.NONE.withDisabled(true)));
        updateUser.update(admin, KEFU.id(), command(User.Change.NONE.withDisabled(false)));
        assertThat(fixture.audit().acts())
                .containsExactly(
                        Act.of(admin, Action.PASSWORD_CHANGED, "kefu001"),
                        Act.of(admin, Action.ROLE_CHANGED, "kefu001")
                                .with("from", "kefu")
                                .with("to", "admin"),
                        Act.of(admin, Action.LIMITS_CHANGED, "kefu001")
                                .with("max_sessions", 3)
                                .with("skills", "billing sales"),
                        Act.of(admin, Action.USER_DISABLED, "kefu001"),
                        Act.of(admin, Action.USER_ENABLED, "kefu001"));
    }

    @Test
    void aKefuMayChangeACustomer() {
        assertThat(updateUser.update(self(KEFU), CUSTOMER.id(), named("张三")).username())
                .isEqualTo("张三");
    }

    @Test
    void aKefuCannotFindAnotherKefu() {
        users.create(Users.kefu("kefu002"), Optional.of("hash"));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> updateUser.update(self(KEFU), new UserId("kefu002"), named("x")));
    }

    @Test
    void aCustomerCannotFindAnotherCustomer() {
        users.create(Users.customer("lisi"));
        assertRefused(
                ErrorCode.USER_NOT_FOUND, () -> updateUser.update(self(CUSTOMER), new UserId("lisi"), named("x")));
    }

    @Test
    void aNewNameIsWrittenToTheLogins() {
        updateUser.update(self(KEFU), KEFU.id(), named("客服小明"));
        assertThat(found()).contains(new Principal(KEFU.id(), Role.KEFU, "客服小明"));
    }

    @Test
    void disablingAKefuEndsLoginsAndSessionsAtOnce() {
        online(KEFU.id());
        Session session = fixture.opens("a");
        assertThat(session.kefu()).isEqualTo(KEFU.id());
        User disabled = updateUser.update(ADMIN, KEFU.id(), command(Users.DISABLED));
        assertThat(disabled.disabled()).isTrue();
        assertThat(found()).isEmpty();
        assertThat(fixture.presence()
                        .statuses(List.of(KEFU.id()), fixture.clock().instant()))
                .containsEntry(KEFU.id(), KefuStatus.OFFLINE);
        assertThat(fixture.find(session.id()).state()).isEqualTo(SessionState.WAITING);
    }

    @Test
    void disablingAgainFinishesAnInterruptedCall() {
        users.update(KEFU.id(), Users.DISABLED);
        updateUser.update(ADMIN, KEFU.id(), command(Users.DISABLED));
        assertThat(found()).isEmpty();
    }

    @Test
    void aHigherLimitAssignsWaitingSessions() {
        online(KEFU.id());
        updateUser.update(ADMIN, KEFU.id(), command(User.Change.NONE.withMaxSessions(0)));
        Session session = fixture.opens("a");
        assertThat(session.state()).isEqualTo(SessionState.WAITING);
        updateUser.update(
                ADMIN, KEFU.id(), command(User.Change.NONE.withMaxSessions(1).withSkills(Set.of("sales"))));
        assertThat(fixture.find(session.id()).state()).isEqualTo(SessionState.WAITING);
        updateUser.update(ADMIN, KEFU.id(), command(User.Change.NONE.withSkills(Set.of())));
        assertThat(fixture.find(session.id()).kefu()).isEqualTo(KEFU.id());
        assertThat(found()).isPresent();
    }

    @Test
    void anotherRoleEndsAllLogins() {
        User admin = updateUser.update(ADMIN, KEFU.id(), command(User.Change.NONE.withRole(Role.ADMIN)));
        assertThat(admin.role()).isEqualTo(Role.ADMIN);
        assertThat(found()).isEmpty();
        assertRefused(
                ErrorCode.INVALID_PARAMETER,
                () -> updateUser.update(ADMIN, CUSTOMER.id(), command(User.Change.NONE.withRole(Role.KEFU))));
    }

    @Test
    void settingTheSameRoleAgainFinishesAnInterruptedCall() {
        User.Change toAdmin = User.Change.NONE.withRole(Role.ADMIN);
        users.update(KEFU.id(), toAdmin);
        updateUser.update(ADMIN, KEFU.id(), command(toAdmin));
        assertThat(found()).isEmpty();
    }

    @Test
    void settingTheSameLimitAgainFinishesAnInterruptedCall() {
        online(KEFU.id());
        User.Change none = User.Change.NONE.withMaxSessions(0);
        users.update(KEFU.id(), none);
        updateUser.update(ADMIN, KEFU.id(), command(none));
        assertThat(fixture.opens("a").state()).isEqualTo(SessionState.WAITING);
    }

    @Test
    void theDeskGetsTheLimitOfTheRecordAfterConcurrentChanges() {
        online(KEFU.id());
        UserStore overtaken = (UserStore) Proxy.newProxyInstance(
                UserStore.class.getClassLoader(), new Class<?>[] {UserStore.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(users, arguments);
                    if (method.getName().equals("update")) {
                        users.update(KEFU.id(), User.Change.NONE.withMaxSessions(7));
                    }
                    return result;
                });
        new UpdateUser(
                        overtaken,
                        passwords,
                        limits,
                        tokens,
                        fixture.presence(),
                        fixture.releaseKefu(),
                        fixture.overdue(),
                        fixture.closeBlockedSession(),
                        fixture.assignWaiting(),
                        new RenameLogins(overtaken, tokens),
                        fixture.audit(),
                        fixture.clock())
                .update(ADMIN, KEFU.id(), command(User.Change.NONE.withMaxSessions(0)));
        fixture.opens("served");
        assertThat(fixture.desk().servedBy(KEFU.id())).hasSize(1);
    }

    @Test
    void onlyAnAdminChangesTheFieldsOfTheAdmin() {
        for (User.Change change : List.of(
                User.Change.NONE.withRole(Role.ADMIN),
                User.Change.NONE.withMaxSessions(99),
                User.Change.NONE.withSkills(Set.of()),
                User.Change.NONE.withDisabled(false))) {
            assertRefused(ErrorCode.FORBIDDEN, () -> updateUser.update(self(KEFU), KEFU.id(), command(change)));
            assertRefused(ErrorCode.FORBIDDEN, () -> updateUser.update(self(KEFU), CUSTOMER.id(), command(change)));
        }
    }

    @Test
    void anAdminCannotRemoveTheOwnRights() {
        users.create(Users.admin("admin"));
        assertRefused(ErrorCode.FORBIDDEN, () -> updateUser.update(ADMIN, ADMIN.id(), command(Users.DISABLED)));
        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> updateUser.update(ADMIN, ADMIN.id(), command(User.Change.NONE.withRole(Role.KEFU))));
    }

    private void online(UserId kefu) {
        fixture.presence()
                .heartbeat(kefu, User.Service.DEFAULT, null, fixture.clock().instant(), SessionFixture.LEASE);
    }

    private static UpdateUser.Command profile(
            @Nullable String username, @Nullable String email, @Nullable Metadata metadata) {
        return command(User.Change.of(
                profile -> profile.withUsername(username).withEmail(email).withMetadata(metadata)));
    }

    private static UpdateUser.Command command(User.Change change) {
        return new UpdateUser.Command(change, null, null);
    }

    private static UpdateUser.Command named(@Nullable String username) {
        return profile(username, null, null);
    }
}
