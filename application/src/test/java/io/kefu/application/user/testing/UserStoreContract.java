package io.kefu.application.user.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.testing.Parallel;
import io.kefu.application.user.port.UserStore;
import io.kefu.application.user.port.UserStore.Credentials;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link UserStore} does. */
public abstract class UserStoreContract {
    private static final Instant MADE = Users.MADE;
    private static final Instant SEEN = MADE.plusSeconds(60);
    private static final User FULL = new User(
            new UserId("kefu.001@site-1_x"),
            Role.KEFU,
            Users.FULL_PROFILE,
            MADE,
            SEEN,
            true,
            new User.Service(3, Set.of("billing", "customer_service")));
    private static final User.Change NOTHING = User.Change.NONE;
    private static final User PLAIN = Users.customer("user_1");

    /** The store under test, empty at a test's start. */
    protected abstract UserStore store();

    @Test
    void findsAUserAsItWasMade() {
        assertThat(store().create(FULL, Optional.of("hash"))).isTrue();
        assertThat(store().create(PLAIN)).isTrue();
        assertThat(store().find(FULL.id())).contains(FULL);
        assertThat(store().find(PLAIN.id())).contains(PLAIN);
    }

    @Test
    void keepsTimesToTheMillisecond() {
        Instant precise = MADE.plusNanos(123_456_789);
        store().create(Users.user("user_1", Role.CUSTOMER, precise));
        User kept = store().find(PLAIN.id()).orElseThrow();
        assertThat(kept.createdAt()).isEqualTo(MADE.plusMillis(123));
        assertThat(kept.lastActive()).isEqualTo(MADE.plusMillis(123));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000})
    void keepsHowManySessionsAKefuTakes(int maxSessions) {
        User kefu = with(FULL, new User.Service(maxSessions, Set.of()));
        store().create(kefu, Optional.of("hash"));
        assertThat(store().find(kefu.id())).contains(kefu);
    }

    @Test
    void refusesAnIdThatIsTakenAndChangesNothing() {
        store().create(FULL, Optional.of("hash"));
        User rival = Users.user(FULL.id().value(), Role.ADMIN, SEEN);
        assertThat(store().create(rival, Optional.of("other"))).isFalse();
        assertThat(store().credentials(FULL.id())).contains(new Credentials(FULL, Optional.of("hash")));
        assertThat(store().page(null, new PageRequest(1, 20))).isEqualTo(new Page<>(List.of(FULL), 1));
        assertThat(store().page(Role.ADMIN, new PageRequest(1, 20)).total()).isZero();
    }

    @Test
    void tellsIdsThatDifferByCaseApart() {
        store().create(Users.customer("user"));
        assertThat(store().create(Users.customer("USER"))).isTrue();
        assertThat(store().page(null, new PageRequest(1, 20)).total()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"john+tag@example.com", "+8613800138000", "auth0|5f7c8ec7", "wx:oAbc_12", "a=b~c", "..."})
    void keepsIdsOfOtherSystems(String id) {
        store().create(Users.user(id, Role.KEFU, MADE), Optional.of("hash"));
        assertThat(store().find(new UserId(id))).isPresent();
        assertThat(store().page(Role.KEFU, new PageRequest(1, 20)).items())
                .extracting(user -> user.id().value())
                .containsExactly(id);
        store().delete(new UserId(id));
        assertThat(store().find(new UserId(id))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEFU.001@site-1_x", "Kefu.001@Site-1_X"})
    void refusesAnIdThatDiffersFromAKefusOnlyByCase(String id) {
        store().create(FULL, Optional.of("hash"));
        assertThat(store().isReserved(new UserId(id))).isTrue();
        assertThat(store().create(Users.customer(id))).isFalse();
        assertThat(store().create(Users.user(id, Role.ADMIN, MADE), Optional.of("hash")))
                .isFalse();
        assertThat(store().find(new UserId(id))).isEmpty();
        store().delete(FULL.id());
        assertThat(store().isReserved(new UserId(id))).isFalse();
        assertThat(store().create(Users.customer(id))).isTrue();
    }

    @Test
    void addsAKefuWhoseIdDiffersFromACustomersOnlyByCase() {
        store().create(Users.customer("KEFU.001@site-1_x"));
        assertThat(store().create(FULL, Optional.of("hash"))).isTrue();
        store().delete(new UserId("KEFU.001@site-1_x"));
        assertThat(store().isReserved(new UserId("KEFU.001@site-1_x"))).isTrue();
    }

    @Test
    void addsOneOfSeveralStaffWhoseIdsDifferOnlyByCase() {
        List<Boolean> created = Parallel.call(
                8,
                i -> store().create(Users.user(i % 2 == 0 ? "Boss" : "boss", Role.ADMIN, MADE), Optional.of("hash")));
        assertThat(created).containsOnlyOnce(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Support", "SYSTEM", "oNline", "General"})
    void refusesReservedWordsInAnyCase(String id) {
        assertThat(store().isReserved(new UserId(id))).isTrue();
        assertThat(store().create(Users.customer(id))).isFalse();
    }

    @Test
    void findsNothingForAnUnknownId() {
        assertThat(store().find(PLAIN.id())).isEmpty();
        assertThat(store().credentials(PLAIN.id())).isEmpty();
    }

    @Test
    void findsSeveralAndLeavesOutWhoIsNotThere() {
        store().create(FULL, Optional.of("hash"));
        store().create(PLAIN);
        assertThat(store().findAll(List.of(PLAIN.id(), new UserId("nobody"), FULL.id(), PLAIN.id())))
                .containsOnlyKeys(PLAIN.id(), FULL.id())
                .containsEntry(FULL.id(), FULL)
                .containsEntry(PLAIN.id(), PLAIN);
    }

    @Test
    void findsNobodyAmongNone() {
        store().create(FULL, Optional.of("hash"));
        assertThat(store().findAll(List.of())).isEmpty();
    }

    @Test
    void keepsThePasswordHashBesideTheUser() {
        store().create(FULL, Optional.of("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"));
        store().create(PLAIN);
        assertThat(store().credentials(FULL.id()))
                .contains(new Credentials(FULL, Optional.of("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA")));
        assertThat(store().credentials(PLAIN.id())).contains(new Credentials(PLAIN, Optional.empty()));
    }

    @Test
    void changesWhatIsGiven() {
        store().create(FULL, Optional.of("hash"));
        User.Change all = User.Change.of(
                        profile -> profile.withUsername("新名字").withEmail("a@b").withMetadata(new Metadata("{}")))
                .withRole(Role.ADMIN)
                .withMaxSessions(10)
                .withSkills(Set.of("sales"))
                .withDisabled(false);
        User changed = FULL.changed(all);
        assertThat(store().update(FULL.id(), all)).contains(changed);
        assertThat(store().find(FULL.id())).contains(changed);
        assertThat(store().update(
                                FULL.id(),
                                User.Change.NONE
                                        .withMaxSessions(7)
                                        .withSkills(Set.of())
                                        .withDisabled(true)))
                .contains(changed.changed(
                        User.Change.NONE.withMaxSessions(7).withSkills(Set.of()).withDisabled(true)));
    }

    @Test
    void keepsWhatIsNotGiven() {
        store().create(FULL, Optional.of("hash"));
        assertThat(store().update(FULL.id(), NOTHING)).contains(FULL);
        assertThat(store().credentials(FULL.id())).contains(new Credentials(FULL, Optional.of("hash")));
        assertThat(store().update(FULL.id(), NOTHING, Optional.of("new"))).contains(FULL);
        assertThat(store().credentials(FULL.id())).contains(new Credentials(FULL, Optional.of("new")));
    }

    @Test
    void severalWritersLoseNoChange() {
        store().create(FULL, Optional.of("hash"));
        List<User.Change> changes = List.of(
                User.Change.of(profile -> profile.withUsername("new name")),
                User.Change.of(profile -> profile.withEmail("new@example.com")),
                User.Change.of(profile -> profile.withMetadata(new Metadata("{}"))),
                User.Change.NONE.withMaxSessions(7),
                User.Change.NONE.withSkills(Set.of("sales")),
                User.Change.NONE.withDisabled(false),
                User.Change.NONE.withRole(Role.ADMIN),
                User.Change.NONE);
        Parallel.call(changes.size(), i -> store().update(FULL.id(), changes.get(i), Optional.of("hash " + i)));
        User expected = FULL;
        for (User.Change change : changes) {
            expected = expected.changed(change);
        }
        assertThat(store().find(FULL.id())).contains(expected);
    }

    @Test
    void twoWritersOfTheSameFieldTakeEffectOneAfterTheOther() {
        store().create(PLAIN);
        Parallel.call(
                8,
                i -> store().update(
                                PLAIN.id(), User.Change.of(profile -> profile.withUsername(profile.username() + "x"))));
        assertThat(store().find(PLAIN.id()).orElseThrow().username()).isEqualTo("user_1" + "x".repeat(8));
    }

    @Test
    void aUserOfAnotherRoleStandsInItsList() {
        store().create(FULL, Optional.of("hash"));
        PageRequest first = new PageRequest(1, 20);
        User admin =
                store().update(FULL.id(), User.Change.NONE.withRole(Role.ADMIN)).orElseThrow();
        assertThat(store().page(Role.ADMIN, first)).isEqualTo(new Page<>(List.of(admin), 1));
        assertThat(store().page(Role.KEFU, first)).isEqualTo(new Page<>(List.of(), 0));
        store().update(FULL.id(), User.Change.NONE.withRole(Role.KEFU));
        assertThat(store().page(Role.KEFU, first)).isEqualTo(new Page<>(List.of(FULL), 1));
        assertThat(store().page(Role.ADMIN, first).total()).isZero();
        assertThat(store().page(null, first).total()).isEqualTo(1);
    }

    @Test
    void doesNotMakeAUserByUpdating() {
        assertThat(store().update(PLAIN.id(), NOTHING, Optional.of("hash"))).isEmpty();
        assertThat(store().find(PLAIN.id())).isEmpty();
        assertThat(store().page(null, new PageRequest(1, 20))).isEqualTo(new Page<>(List.of(), 0));
    }

    @Test
    void notesWhenAUserWasSeenLast() {
        store().create(FULL, Optional.of("hash"));
        store().touch(FULL.id(), SEEN.plusSeconds(1));
        assertThat(lastActive()).isEqualTo(SEEN.plusSeconds(1));
        store().touch(FULL.id(), SEEN.minusSeconds(1));
        assertThat(lastActive()).isEqualTo(SEEN.plusSeconds(1));
    }

    @Test
    void doesNotMakeAUserByTouching() {
        store().touch(PLAIN.id(), SEEN);
        assertThat(store().find(PLAIN.id())).isEmpty();
        store().create(PLAIN);
        assertThat(store().find(PLAIN.id())).contains(PLAIN);
    }

    @Test
    void countsTheCustomersWhoWereSeenAndMadeSinceATime() {
        createAt("old", Role.CUSTOMER, 1);
        createAt("back", Role.CUSTOMER, 2);
        createAt("new", Role.CUSTOMER, 60);
        createAt("kefu", Role.KEFU, 60);
        store().touch(new UserId("back"), MADE.plusSeconds(61));
        store().touch(new UserId("kefu"), MADE.plusSeconds(61));
        assertThat(store().countCustomers(MADE.plusSeconds(60))).isEqualTo(new UserStore.CustomerCounts(2, 1));
        assertThat(store().countCustomers(MADE)).isEqualTo(new UserStore.CustomerCounts(3, 3));
        assertThat(store().countCustomers(MADE.plusSeconds(62))).isEqualTo(new UserStore.CustomerCounts(0, 0));
    }

    @Test
    void knowsTheSilentAmongThoseForWhomNobodyVouches() {
        User early = createAt("early", Role.CUSTOMER, 1);
        User back = createAt("back", Role.CUSTOMER, 2);
        User vouched = createAt("vouched", Role.CUSTOMER, 3);
        User late = createAt("late", Role.CUSTOMER, 60);
        createAt("known", Role.CUSTOMER, 1);
        List.of(early, back, vouched, late).forEach(store()::addAnonymous);
        store().removeAnonymous(vouched.id());
        store().touch(back.id(), MADE.plusSeconds(30));
        assertThat(store().inactiveAnonymous(MADE.plusSeconds(60), 10)).containsExactly(early.id(), back.id());
        assertThat(store().inactiveAnonymous(MADE.plusSeconds(60), 1)).containsExactly(early.id());
        assertThat(store().inactiveAnonymous(MADE.plusSeconds(30), 10)).containsExactly(early.id());
    }

    @Test
    void forgetsAUserAsIfThereHadNeverBeenOne() {
        for (Role role : Role.values()) {
            User user = createAt("gone-" + role.word(), role, 1);
            store().addAnonymous(user);
            store().delete(user.id());
            assertThat(store().create(user)).as("at once").isFalse();
            assertThat(store().find(user.id())).isEmpty();
            assertThat(store().credentials(user.id())).isEmpty();
            assertThat(store().page(null, new PageRequest(1, 20)).total()).isZero();
            assertThat(store().page(role, new PageRequest(1, 20)).total()).isZero();
            assertThat(store().inactiveAnonymous(MADE.plusSeconds(60), 10)).isEmpty();
            assertThat(store().countCustomers(MADE)).isEqualTo(new UserStore.CustomerCounts(0, 0));
        }
        store().delete(PLAIN.id());
        assertThat(store().create(PLAIN)).as("was not there").isTrue();
    }

    @Test
    void pagesNewestFirst() {
        User first = createAt("a", Role.CUSTOMER, 1);
        User third = createAt("b", Role.CUSTOMER, 3);
        User second = createAt("c", Role.KEFU, 2);
        assertThat(store().page(null, new PageRequest(1, 20))).isEqualTo(new Page<>(List.of(third, second, first), 3));
    }

    @Test
    void pagesOneRoleWithItsOwnTotal() {
        User kefu = createAt("a", Role.KEFU, 1);
        createAt("b", Role.ADMIN, 2);
        User customer = createAt("c", Role.CUSTOMER, 3);
        User later = createAt("d", Role.CUSTOMER, 4);
        assertThat(store().page(Role.KEFU, new PageRequest(1, 20))).isEqualTo(new Page<>(List.of(kefu), 1));
        assertThat(store().page(Role.CUSTOMER, new PageRequest(1, 1))).isEqualTo(new Page<>(List.of(later), 2));
        assertThat(store().page(Role.CUSTOMER, new PageRequest(2, 1))).isEqualTo(new Page<>(List.of(customer), 2));
    }

    @Test
    void pagesPastTheEndAreEmptyAndKnowTheTotal() {
        createAt("a", Role.KEFU, 1);
        assertThat(store().page(null, new PageRequest(2, 20))).isEqualTo(new Page<>(List.of(), 1));
        assertThat(store().page(null, new PageRequest(PageRequest.MAX_PAGE, PageRequest.MAX_SIZE)))
                .isEqualTo(new Page<>(List.of(), 1));
    }

    @Test
    void usersOfTheSameMillisecondStandInTheOrderOfTheirIdsLatestFirst() {
        for (String id : List.of("b", "_", "C", "a", "0", "-", "ab")) {
            createAt(id, Role.CUSTOMER, 1);
        }
        List<String> ids = new ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            store().page(null, new PageRequest(page, 2))
                    .items()
                    .forEach(user -> ids.add(user.id().value()));
        }
        assertThat(ids).containsExactly("b", "ab", "a", "_", "C", "0", "-");
    }

    private User createAt(String id, Role role, int second) {
        User user = Users.user(id, role, MADE.plusSeconds(second));
        store().create(user);
        return user;
    }

    private Instant lastActive() {
        return store().find(FULL.id()).orElseThrow().lastActive();
    }

    private static User with(User user, User.Service service) {
        return user.changed(
                User.Change.NONE.withMaxSessions(service.maxSessions()).withSkills(service.skills()));
    }
}
