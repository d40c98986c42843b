package io.kefu.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Keeps the time of the machine, random numbers and the console out of domain and application, so that tests can set the clock and
 * know the ids. Keeps the date of the machine out of all other modules, so that a step of that date has no effect.
 */
final class TimeAndRandomnessRule {

    private static final Set<String> OF_SYSTEM = Set.of("out", "err", "in", "currentTimeMillis", "nanoTime");
    private static final Set<String> OF_CLOCK =
            Set.of("system", "systemUTC", "systemDefaultZone", "tick", "tickMillis", "tickSeconds", "tickMinutes");
    private static final Set<String> OF_RANDOM =
            Set.of(JavaConstructor.CONSTRUCTOR_NAME, "current", "of", "getDefault", "getInstanceStrong");

    private TimeAndRandomnessRule() {}

    static ArchRule timeAndRandomnessComeThroughPorts(Modules modules) {
        ArchRule core = noClasses()
                .that()
                .resideInAnyPackage(modules.core())
                .should()
                .accessTargetWhere(describe(
                        "the machine's time, random numbers or console are used",
                        TimeAndRandomnessRule::asksTheMachine));
        ArchRule outside = noClasses()
                .that()
                .resideInAnyPackage(modules.adapters())
                .or()
                .resideInAPackage(modules.bootstrap())
                .and()
                .doNotHaveSimpleName("TimeWiring")
                .should()
                .accessTargetWhere(describe("the machine's date is read", TimeAndRandomnessRule::asksForTheDate));
        return CompositeArchRule.of(core)
                .and(outside)
                .because(
                        "a test must be able to set the time and to know the ids: take an `InstantSource` and `Secrets` in the"
                                + " constructor, and return a result instead of printing. In all modules dates come from the shared"
                                + " `InstantSource` and durations from `Ticker`, because the date of a machine may be stepped while"
                                + " the service runs");
    }

    private static boolean asksTheMachine(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        if (owner.isEquivalentTo(System.class)) {
            return OF_SYSTEM.contains(name);
        }
        if (asksForTheDate(access)) {
            return true;
        }
        if (owner.isAssignableTo(RandomGenerator.class)) {
            return OF_RANDOM.contains(name);
        }
        return (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
                || (owner.isEquivalentTo(Math.class) && name.equals("random"));
    }

    private static boolean asksForTheDate(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        if (owner.isEquivalentTo(System.class)) {
            return name.equals("currentTimeMillis");
        }
        if (owner.isAssignableTo(InstantSource.class)) {
            return OF_CLOCK.contains(name);
        }
        return owner.getPackageName().startsWith("java.time") && name.equals("now") && !takesClock(access);
    }

    private static boolean takesClock(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }
}
