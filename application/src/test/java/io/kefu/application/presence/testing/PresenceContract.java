package io.kefu.application.presence.testing;

import static io.kefu.domain.presence.KefuStatus.AWAY;
import static io.kefu.domain.presence.KefuStatus.BUSY;
import static io.kefu.domain.presence.KefuStatus.OFFLINE;
import static io.kefu.domain.presence.KefuStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.presence.port.Presence;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link Presence}. */
public abstract class PresenceContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(45);
    private static final PageRequest FIRST = new PageRequest(1, 20);
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER_KEFU = new UserId("kefu2");
    private static final UserId CUSTOMER = new UserId("customer.1@site-x");

    private Presence presence;

    /** An implementation without any user. */
    protected abstract Presence create();

    @BeforeEach
    void setUp() {
        presence = create();
    }

    @Test
    void aHeartbeatThatWasSentBeforeTheDutyEndedHasNoEffect() {
        presence.logIn(KEFU, User.Service.DEFAULT, NOON, LEASE);
        presence.endDuty(KEFU, NOON.plusSeconds(2));
        assertThat(presence.heartbeat(KEFU, User.Service.DEFAULT, null, NOON.plusSeconds(1), LEASE))
                .isEqualTo(OFFLINE);
        assertThat(presence.statuses(List.of(KEFU), NOON.plusSeconds(3))).containsEntry(KEFU, OFFLINE);
        presence.logIn(KEFU, User.Service.DEFAULT, NOON.plusSeconds(1), LEASE);
        assertThat(presence.statuses(List.of(KEFU), NOON.plusSeconds(3))).containsEntry(KEFU, ONLINE);
        presence.endDuty(KEFU, NOON.plusSeconds(4));
        assertThat(presence.heartbeat(KEFU, User.Service.DEFAULT, AWAY, NOON.plusSeconds(5), LEASE))
                .isEqualTo(AWAY);
    }

    @Test
    void aKefuIsOnlineUntilTheLeaseEnds() {
        assertThat(heartbeat(KEFU, NOON)).isEqualTo(ONLINE);
        assertThat(status(KEFU, NOON.plusMillis(44_999))).isEqualTo(ONLINE);
        assertThat(status(KEFU, NOON.plus(LEASE))).isEqualTo(OFFLINE);
        assertThat(online(NOON.plusMillis(44_999)).items()).containsExactly(KEFU);
        assertThat(online(NOON.plus(LEASE)).total()).isZero();
    }

    @Test
    void theChosenStatusStaysAfterHeartbeatsRenewalsAndAnEndedLease() {
        presence.heartbeat(KEFU, User.Service.DEFAULT, BUSY, NOON, LEASE);
        assertThat(heartbeat(KEFU, NOON.plusSeconds(15))).isEqualTo(BUSY);
        presence.renew(List.of(KEFU), NOON.plusSeconds(30), LEASE);
        assertThat(status(KEFU, NOON.plusSeconds(74))).isEqualTo(BUSY);
        assertThat(heartbeat(KEFU, NOON.plusSeconds(500))).isEqualTo(BUSY);
        assertThat(presence.heartbeat(KEFU, User.Service.DEFAULT, AWAY, NOON.plusSeconds(501), LEASE))
                .isEqualTo(AWAY);
        assertThat(presence.heartbeat(KEFU, User.Service.DEFAULT, ONLINE, NOON.plusSeconds(502), LEASE))
                .isEqualTo(ONLINE);
    }

    @ParameterizedTest
    @EnumSource(
            value = KefuStatus.class,
            names = {"ONLINE", "BUSY", "AWAY"})
    void aLoginKeepsTheChosenStatusUntilTheLeaseEnds(KefuStatus chosen) {
        assertThat(logIn(NOON)).isEqualTo(ONLINE);
        presence.heartbeat(KEFU, User.Service.DEFAULT, AWAY, NOON, LEASE);
        presence.heartbeat(KEFU, User.Service.DEFAULT, chosen, NOON, LEASE);
        assertThat(logIn(NOON.plusSeconds(1))).isEqualTo(chosen);
        assertThat(logIn(NOON.plusSeconds(45))).isEqualTo(chosen);
        presence.renew(List.of(KEFU), NOON.plusSeconds(89), LEASE);
        presence.updateService(KEFU, new User.Service(3, Set.of("sales")));
        assertThat(logIn(NOON.plusMillis(133_999))).isEqualTo(chosen);
        assertThat(status(KEFU, NOON.plusSeconds(134))).isEqualTo(chosen);
        assertThat(logIn(NOON.plusMillis(178_999))).isEqualTo(ONLINE);
    }

    @Test
    void aLoginAfterALogoutStartsOnline() {
        presence.heartbeat(KEFU, User.Service.DEFAULT, BUSY, NOON, LEASE);
        presence.connect("node-1", List.of(KEFU), NOON, LEASE);
        presence.endDuty(KEFU, NOON.plusSeconds(1));
        assertThat(logIn(NOON.plusSeconds(2))).isEqualTo(ONLINE);
    }

    private KefuStatus logIn(Instant now) {
        return presence.logIn(KEFU, User.Service.DEFAULT, now, LEASE);
    }

    @Test
    void aRenewalBeginsAnEndedLeaseAgainButOnlyForKefuOnDuty() {
        heartbeat(KEFU, NOON);
        heartbeat(OTHER_KEFU, NOON);
        presence.endDuty(OTHER_KEFU, NOON);
        Instant later = NOON.plusSeconds(100);
        assertThat(online(later).total()).isZero();
        presence.renew(List.of(KEFU, OTHER_KEFU, CUSTOMER), later, LEASE);
        assertThat(presence.statuses(List.of(KEFU, OTHER_KEFU, CUSTOMER), later))
                .isEqualTo(Map.of(KEFU, ONLINE, OTHER_KEFU, OFFLINE, CUSTOMER, OFFLINE));
        assertThat(online(later).items()).containsExactly(KEFU);
    }

    @Test
    void theEndOfADutyTakesEffectAtOnceAndForgetsTheStatus() {
        presence.heartbeat(KEFU, User.Service.DEFAULT, BUSY, NOON, LEASE);
        presence.endDuty(KEFU, NOON);
        assertThat(status(KEFU, NOON)).isEqualTo(OFFLINE);
        assertThat(online(NOON).total()).isZero();
        presence.endDuty(KEFU, NOON);
        assertThat(heartbeat(KEFU, NOON.plusMillis(1))).isEqualTo(ONLINE);
    }

    @Test
    void emptyListsOfUsersAreAccepted() {
        assertThat(presence.statuses(List.of(), NOON)).isEmpty();
        presence.renew(List.of(), NOON, LEASE);
        presence.connect("node-1", List.of(), NOON, LEASE);
        assertThat(online(NOON).total()).isZero();
    }

    @Test
    void aUserIsOnlineUntilTheLastNodeDisconnectsThem() {
        presence.connect("node-1", List.of(CUSTOMER), NOON, LEASE);
        presence.connect("node-2", List.of(CUSTOMER), NOON, LEASE);
        presence.connect("node-2", List.of(CUSTOMER), NOON.plusSeconds(1), LEASE);
        presence.disconnect("node-1", CUSTOMER, NOON.plusSeconds(2));
        presence.disconnect("node-1", CUSTOMER, NOON.plusSeconds(2));
        presence.disconnect("node-3", CUSTOMER, NOON.plusSeconds(2));
        assertThat(online(NOON.plusSeconds(2)).items()).containsExactly(CUSTOMER);
        presence.disconnect("node-2", CUSTOMER, NOON.plusSeconds(3));
        assertThat(online(NOON.plusSeconds(3))).isEqualTo(new Page<>(List.of(), 0));
    }

    @Test
    void theUsersOfADeadNodeStayOnlineOnlyThroughOtherNodes() {
        presence.connect("node-1", List.of(CUSTOMER, OTHER_KEFU), NOON, LEASE);
        presence.connect("node-2", List.of(CUSTOMER), NOON.plusSeconds(30), LEASE);
        assertThat(online(NOON.plusSeconds(45)).items()).containsExactly(CUSTOMER);
        assertThat(online(NOON.plusSeconds(75)).total()).isZero();
    }

    @Test
    void socketsAndHeartbeatsEachKeepAKefuOnline() {
        heartbeat(KEFU, NOON);
        presence.connect("node-1", List.of(KEFU), NOON, LEASE);
        presence.endDuty(KEFU, NOON);
        assertThat(online(NOON).items()).containsExactly(KEFU);
        heartbeat(KEFU, NOON.plusMillis(1));
        presence.disconnect("node-1", KEFU, NOON);
        assertThat(online(NOON).items()).containsExactly(KEFU);
        presence.endDuty(KEFU, NOON);
        assertThat(online(NOON).total()).isZero();
    }

    @Test
    void theUserWhoCameOnlineLastIsListedFirst() {
        UserId early = new UserId("early");
        UserId late = new UserId("late");
        presence.connect("node-1", List.of(early), NOON, LEASE);
        presence.connect("node-1", List.of(late), NOON.plusSeconds(10), LEASE);
        presence.connect("node-1", List.of(early), NOON.plusSeconds(20), LEASE);
        assertThat(online(NOON.plusSeconds(20)).items()).containsExactly(late, early);
        presence.connect("node-1", List.of(early), NOON.plusSeconds(65), LEASE);
        presence.connect("node-1", List.of(late), NOON.plusSeconds(66), LEASE);
        presence.connect("node-1", List.of(early), NOON.plusSeconds(200), LEASE);
        presence.connect("node-1", List.of(late), NOON.plusSeconds(199), LEASE);
        assertThat(online(NOON.plusSeconds(200)).items()).containsExactly(early, late);
    }

    @Test
    void pagesHaveTheExactTotalWhenManyLeasesHaveEnded() {
        presence.connect("node-1", users("gone", 1_200), NOON, LEASE);
        presence.connect("node-2", users("here", 1_050), NOON.plusSeconds(10), LEASE);
        assertThat(online(NOON.plusSeconds(10)).total()).isEqualTo(2_250);
        Instant later = NOON.plusSeconds(50);
        Page<UserId> last = presence.online(new PageRequest(11, 100), later);
        assertThat(last.total()).isEqualTo(1_050);
        assertThat(last.items()).hasSize(50).allMatch(id -> id.value().startsWith("here"));
        assertThat(presence.online(new PageRequest(12, 100), later)).isEqualTo(new Page<>(List.of(), 1_050));
        assertThat(online(NOON.plusSeconds(55)).total()).isZero();
    }

    @Test
    void eachChangeIsReturnedOnce() {
        presence.connect("node-1", List.of(CUSTOMER), NOON, LEASE);
        heartbeat(KEFU, NOON);
        assertThat(changes(NOON)).containsExactlyInAnyOrder(cameOnline(CUSTOMER, NOON), cameOnline(KEFU, NOON));
        assertThat(changes(NOON)).isEmpty();
        presence.connect("node-2", List.of(CUSTOMER), NOON.plusSeconds(1), LEASE);
        presence.disconnect("node-1", CUSTOMER, NOON.plusSeconds(2));
        assertThat(changes(NOON.plusSeconds(20))).isEmpty();
        presence.disconnect("node-2", CUSTOMER, NOON.plusSeconds(21));
        assertThat(changes(NOON.plusSeconds(25))).isEmpty();
        assertThat(changes(NOON.plusSeconds(26))).containsExactly(wentOffline(CUSTOMER, NOON.plusSeconds(21)));
        presence.endDuty(KEFU, NOON.plusSeconds(30));
        assertThat(changes(NOON.plusSeconds(35))).containsExactly(wentOffline(KEFU, NOON.plusSeconds(30)));
        assertThat(changes(NOON.plusSeconds(100))).isEmpty();
    }

    @Test
    void aUserWhoIsBackWithinTheGracePeriodDidNotChange() {
        presence.connect("node-1", List.of(CUSTOMER), NOON, LEASE);
        changes(NOON);
        for (int second = 1; second < 10; second++) {
            presence.disconnect("node-1", CUSTOMER, NOON.plusSeconds(second));
            presence.connect("node-2", List.of(CUSTOMER), NOON.plusSeconds(second), LEASE);
            presence.disconnect("node-2", CUSTOMER, NOON.plusSeconds(second));
            assertThat(changes(NOON.plusSeconds(second).plusMillis(500))).isEmpty();
            presence.connect(
                    "node-1", List.of(CUSTOMER), NOON.plusSeconds(second).plusMillis(600), LEASE);
        }
        assertThat(changes(NOON.plusSeconds(20))).isEmpty();
    }

    @Test
    void aUserWhoCameAndWentBetweenTwoCallsDidNotChange() {
        presence.connect("node-1", List.of(CUSTOMER), NOON, LEASE);
        presence.disconnect("node-1", CUSTOMER, NOON);
        assertThat(changes(NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void theUsersOfADeadNodeGoOfflineWhenItsLeaseEnds() {
        presence.connect("node-1", users("gone", 1_200), NOON, LEASE);
        int came = 0;
        for (List<Presence.Change> some = changes(NOON); !some.isEmpty(); some = changes(NOON)) {
            came += some.size();
        }
        assertThat(came).isEqualTo(1_200);
        assertThat(changes(NOON.plusSeconds(44))).isEmpty();
        int went = 0;
        Instant later = NOON.plusSeconds(51);
        for (List<Presence.Change> some = changes(later); !some.isEmpty(); some = changes(later)) {
            assertThat(some).allMatch(change -> !change.isOnline());
            went += some.size();
        }
        assertThat(went).isEqualTo(1_200);
    }

    private List<Presence.Change> changes(Instant now) {
        return presence.takeChanges(now, Duration.ofSeconds(5), 500);
    }

    private static Presence.Change cameOnline(UserId user, Instant since) {
        return new Presence.Change(user, true, since);
    }

    private static Presence.Change wentOffline(UserId user, Instant since) {
        return new Presence.Change(user, false, since);
    }

    private KefuStatus heartbeat(UserId kefu, Instant now) {
        return presence.heartbeat(kefu, User.Service.DEFAULT, null, now, LEASE);
    }

    private KefuStatus status(UserId kefu, Instant now) {
        return presence.statuses(List.of(kefu), now).getOrDefault(kefu, OFFLINE);
    }

    private Page<UserId> online(Instant now) {
        return presence.online(FIRST, now);
    }

    private static List<UserId> users(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> new UserId(prefix + i)).toList();
    }

    @Test
    void theLeasesOfAUserAreKnown() {
        assertThat(presence.leases(KEFU, List.of("node-1"), NOON))
                .isEqualTo(new Presence.Leases(Optional.empty(), Optional.empty(), false, Optional.empty()));
        presence.heartbeat(KEFU, new User.Service(5, Set.of()), KefuStatus.BUSY, NOON, LEASE);
        presence.connect("node-1", List.of(KEFU), NOON.plusSeconds(1), LEASE);
        assertThat(presence.leases(KEFU, List.of("node-1", "node-2"), NOON.plusSeconds(1)))
                .isEqualTo(new Presence.Leases(
                        Optional.of(NOON),
                        Optional.of(KefuStatus.BUSY),
                        true,
                        Optional.of(NOON.plusSeconds(1).plus(LEASE))));
        assertThat(presence.leases(KEFU, List.of("node-1"), NOON.plus(LEASE)))
                .isEqualTo(new Presence.Leases(
                        Optional.of(NOON),
                        Optional.of(KefuStatus.BUSY),
                        false,
                        Optional.of(NOON.plusSeconds(1).plus(LEASE))));
        presence.endDuty(KEFU, NOON.plus(LEASE));
        assertThat(presence.leases(KEFU, List.of(), NOON.plusSeconds(1).plus(LEASE)))
                .isEqualTo(new Presence.Leases(Optional.empty(), Optional.empty(), false, Optional.empty()));
    }
}
