package io.kefu.application.hours.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.hours.port.Hours;
import io.kefu.application.hours.port.Hours.Versioned;
import io.kefu.application.testing.Parallel;
import io.kefu.domain.hours.Holiday;
import io.kefu.domain.hours.Interval;
import io.kefu.domain.hours.WorkingHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of working hours does. */
public abstract class HoursContract {
    private Hours hours;

    /** A store without hours. */
    protected abstract Hours create();

    @BeforeEach
    void createStore() {
        hours = create();
    }

    /** Hours with this closed message. */
    public static WorkingHours withMessage(@Nullable String message) {
        return new WorkingHours(
                ZoneId.of("Asia/Shanghai"),
                Stream.of(DayOfWeek.values())
                        .collect(Collectors.toMap(
                                day -> day,
                                day -> day == DayOfWeek.SUNDAY
                                        ? List.of()
                                        : List.of(new Interval(540, 720), new Interval(1320, 120)))),
                List.of(
                        new Holiday(LocalDate.of(2024, 10, 1), List.of()),
                        new Holiday(LocalDate.of(2024, 10, 2), List.of(new Interval(0, 1440)))),
                message);
    }

    @Test
    void isAlwaysOpenBeforeHoursAreSet() {
        assertThat(hours.current()).isEqualTo(Versioned.NONE);
    }

    @Test
    void storesHoursAsTheyAre() {
        WorkingHours wanted = withMessage("现在是非工作时间\n\"9:00\"");
        assertThat(hours.replace(wanted, OptionalLong.empty())).contains(new Versioned(1, wanted));
        assertThat(hours.current()).isEqualTo(new Versioned(1, wanted));
        assertThat(hours.replace(withMessage(null), OptionalLong.empty()))
                .contains(new Versioned(2, withMessage(null)));
        assertThat(hours.current().hours()).isEqualTo(withMessage(null));
    }

    @Test
    void replacesOnlyTheKnownVersion() {
        assertThat(hours.replace(withMessage("a"), OptionalLong.of(1))).isEmpty();
        assertThat(hours.replace(withMessage("a"), OptionalLong.of(0))).isPresent();
        assertThat(hours.replace(withMessage("b"), OptionalLong.of(0))).isEmpty();
        assertThat(hours.current()).isEqualTo(new Versioned(1, withMessage("a")));
    }

    @Test
    void ofConcurrentReplacementsOfAVersionOneWins() {
        List<Optional<Versioned>> results =
                Parallel.call(8, i -> hours.replace(withMessage("number " + i), OptionalLong.of(0)));
        List<Versioned> won = results.stream().flatMap(Optional::stream).toList();
        assertThat(won).hasSize(1);
        assertThat(hours.current()).isEqualTo(won.getFirst());
    }

    @Test
    void tellsListenersAboutAChange() throws InterruptedException {
        BlockingQueue<Versioned> changes = new LinkedBlockingQueue<>();
        hours.watch(changes::add);
        hours.replace(withMessage("a"), OptionalLong.empty());
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isEqualTo(new Versioned(1, withMessage("a")));
    }
}
