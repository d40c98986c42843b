package io.kefu.rest.user;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads skills. */
final class Skills {
    private Skills() {}

    /** The skills of a request; null where it names none. */
    static @Nullable Set<String> of(@Nullable List<String> skills) {
        if (skills == null) {
            return null;
        }
        if (skills.stream().anyMatch(Objects::isNull)) {
            throw DomainException.invalid("skills", Reason.WRONG_TYPE);
        }
        return Set.copyOf(skills);
    }
}
