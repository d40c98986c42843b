package io.kefu.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.session.RoutingPolicy.Candidate;
import io.kefu.domain.session.RoutingPolicy.Request;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingPolicyTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Request ANYBODY = new Request("sales", null, null);

    private final RoutingPolicy policy = RoutingPolicy.standard();

    @Test
    void noKefuFitsWithoutCapacityOrSkill() {
        assertThat(policy.choose(ANYBODY, List.of())).isEmpty();
        assertThat(policy.choose(ANYBODY, List.of(candidate("full", 3, 3), candidate("over", 4, 3))))
                .isEmpty();
        assertThat(policy.choose(ANYBODY, List.of(candidate("none", 0, 0)))).isEmpty();
        Candidate other = new Candidate(new UserId("other"), 0, 9, Set.of("support"), NOON);
        assertThat(policy.choose(ANYBODY, List.of(other))).isEmpty();
    }

    @Test
    void thePreferredKefuIsChosenFirst() {
        Request request = new Request("sales", new UserId("b"), null);
        Candidate idle = candidate("a", 0, 9);
        assertThat(policy.choose(request, List.of(idle, candidate("b", 8, 9)))).contains(new UserId("b"));
        assertThat(policy.choose(request, List.of(idle, candidate("b", 9, 9)))).contains(new UserId("a"));
        Candidate unskilled = new Candidate(new UserId("b"), 0, 9, Set.of("support"), NOON);
        assertThat(policy.choose(request, List.of(idle, unskilled))).contains(new UserId("a"));
        assertThat(policy.choose(request, List.of(idle))).contains(new UserId("a"));
    }

    @Test
    void theKefuWhoReturnedTheSessionIsNotChosen() {
        Request passedOn = new Request("sales", new UserId("a"), new UserId("a"));
        assertThat(policy.choose(passedOn, List.of(candidate("a", 0, 9), candidate("b", 8, 9))))
                .contains(new UserId("b"));
        assertThat(policy.choose(passedOn, List.of(candidate("a", 0, 9)))).isEmpty();
    }

    @Test
    void thenTheKefuWithTheFewestOpenSessionsIsChosen() {
        assertThat(policy.choose(ANYBODY, List.of(candidate("a", 2, 9), candidate("b", 1, 9), candidate("c", 3, 99))))
                .contains(new UserId("b"));
    }

    @Test
    void thenTheKefuWithTheLongestIdleTimeIsChosen() {
        Candidate recent = new Candidate(new UserId("a"), 1, 9, Set.of(), NOON);
        Candidate idle = new Candidate(new UserId("b"), 1, 9, Set.of("sales"), NOON.minusSeconds(1));
        assertThat(policy.choose(ANYBODY, List.of(recent, idle))).contains(new UserId("b"));
        Candidate fresh = new Candidate(new UserId("c"), 1, 9, Set.of(), Instant.EPOCH);
        assertThat(policy.choose(ANYBODY, List.of(recent, idle, fresh))).contains(new UserId("c"));
    }

    @Test
    void theOrderOfTheCandidatesDoesNotMatter() {
        Candidate a = candidate("a", 1, 9);
        Candidate b = candidate("b", 1, 9);
        assertThat(policy.choose(ANYBODY, List.of(a, b))).isEqualTo(policy.choose(ANYBODY, List.of(b, a)));
    }

    private static Candidate candidate(String kefu, int open, int max) {
        return new Candidate(new UserId(kefu), open, max, Set.of(), NOON);
    }
}
