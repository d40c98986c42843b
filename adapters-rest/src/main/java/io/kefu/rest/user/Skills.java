package io.kefu.rest.user;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the skills of a request. */
final class Skills {
    private Skills() {}

    /** The skills as a set; null if the request has none. */
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
