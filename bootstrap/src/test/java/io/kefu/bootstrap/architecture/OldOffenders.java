package io.kefu.bootstrap.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** Classes that broke a rule before the rule existed, by simple name. Such a list only shrinks: a new class keeps the rule. */
record OldOffenders(Set<String> names) {

    static OldOffenders of(String... names) {
        return new OldOffenders(Set.of(names));
    }

    /** Matches classes that are neither listed nor nested in a listed class. */
    DescribedPredicate<JavaClass> others() {
        return DescribedPredicate.describe("are not among the old offenders", javaClass -> !contains(javaClass));
    }

    private boolean contains(JavaClass javaClass) {
        return names.contains(javaClass.getSimpleName())
                || javaClass.getEnclosingClass().map(this::contains).orElse(false);
    }
}
