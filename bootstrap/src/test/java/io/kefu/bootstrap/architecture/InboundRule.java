package io.kefu.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Keeps inbound adapters at use cases: of a port they know its data types, which use cases take and hand out. */
final class InboundRule {

    /** Classes that call a port. */
    private static final OldOffenders STILL_CALL_PORTS = OldOffenders.of("ConnectionFactory");

    private InboundRule() {}

    static ArchRule inboundAdaptersCallUseCases(Modules modules) {
        return classes()
                .that()
                .resideInAnyPackage(modules.rest(), modules.websocket())
                .and(STILL_CALL_PORTS.others())
                .should(leaveTo(resideInAPackage(modules.ports()).and(describe("ports", InboundRule::isPort))))
                .because(
                        "what is decided or fetched for a client belongs into a use case, where every adapter gets the same"
                                + " answer: write or extend a use case that calls the port, and take that use case in the constructor");
    }

    /** An interface of behaviour. Sealed interfaces are results, and time is read by every module. */
    private static boolean isPort(JavaClass javaClass) {
        return javaClass.isInterface()
                && !javaClass.isSealed()
                && !javaClass.getPackageName().endsWith(".time.port");
    }

    private static ArchCondition<JavaClass> leaveTo(DescribedPredicate<JavaClass> ports) {
        return new ArchCondition<>("use only data types of ports, unless they implement the port") {
            @Override
            public void check(JavaClass adapter, ConditionEvents events) {
                for (Dependency dependency : adapter.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass();
                    if (ports.test(target) && !adapter.isAssignableTo(target.getName())) {
                        events.add(SimpleConditionEvent.violated(adapter, dependency.getDescription()));
                    }
                }
            }
        };
    }
}
