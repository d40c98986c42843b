package io.kefu.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Keeps the core's answers a function of its inputs, so that a test can turn the clock and know the ids. */
final class TimeAndChanceRule {

    private static final Set<String> OF_SYSTEM = Set.of("out", "err", "in", "currentTimeMillis", "nanoTime");
    private static final Set<String> OF_RANDOM =
            Set.of(JavaConstructor.CONSTRUCTOR_NAME, "current", "of", "getDefault", "getInstanceStrong");

    private TimeAndChanceRule() {}

    static ArchRule timeAndChanceComeThroughPorts(Modules modules) {
        return noClasses()
                .that()
                .resideInAnyPackage(modules.core())
                .should()
                .accessTargetWhere(describe(
                        "the machine is asked for time, chance or its console", TimeAndChanceRule::asksTheMachine))
                .because("time and ids come in through the constructor (a `Clock`, an id source), so that a test can"
                        + " turn them; what is worth printing is a result for the caller or an event for a port");
    }

    private static boolean asksTheMachine(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        if (owner.isEquivalentTo(System.class)) {
            return OF_SYSTEM.contains(name);
        }
        if (owner.isAssignableTo(InstantSource.class)) {
            return name.startsWith("system") || name.startsWith("tick");
        }
        if (owner.getPackageName().startsWith("java.time")) {
            return name.equals("now") && !takesClock(access);
        }
        if (owner.isAssignableTo(RandomGenerator.class)) {
            return OF_RANDOM.contains(name);
        }
        return (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
                || (owner.isEquivalentTo(Math.class) && name.equals("random"));
    }

    private static boolean takesClock(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }
}
