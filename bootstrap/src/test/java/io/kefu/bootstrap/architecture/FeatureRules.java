package io.kefu.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;

/** Dependencies between features and packages, and implementations of ports. */
final class FeatureRules {
    /** The packages of the sockets. Each may depend on those after it. */
    private static final List<String> SOCKET_PACKAGES =
            List.of("upgrade", "node", "command", "delivery", "socket", "trace", "frame", "settings");

    private FeatureRules() {}

    static ArchRule featuresHaveNoCycles(Modules modules) {
        return slices().assignedFrom(new Features(modules))
                .should()
                .beFreeOfCycles()
                .because(
                        "two features that depend on each other can only be read and changed together: let one of them declare"
                                + " a port that the other implements, or move what both share into a third feature");
    }

    static ArchRule packagesHaveNoCycles(Modules modules) {
        return slices().assignedFrom(new Packages(modules))
                .should()
                .beFreeOfCycles()
                .because(
                        "a reader follows the packages of a module in one direction: move the class that points back into the"
                                + " package that it serves, or hand in what it calls as an interface that the lower package owns");
    }

    static ArchRule socketPackagesDependOneWay(Modules modules) {
        return noClasses()
                .should(new ArchCondition<>("depend on a package before their own in " + SOCKET_PACKAGES) {
                    @Override
                    public void check(JavaClass from, ConditionEvents events) {
                        from.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> socketPackage(modules, dependency.getTargetClass())
                                        < socketPackage(modules, from))
                                .forEach(dependency ->
                                        events.add(SimpleConditionEvent.satisfied(from, dependency.getDescription())));
                    }
                })
                .because(
                        "a package of the sockets knows nothing of those that use it: hand in what it calls as an interface that"
                                + " the lower package owns");
    }

    /** The position of a class's package in {@link #SOCKET_PACKAGES}; NaN, which is less than no number, if it is in none. */
    private static double socketPackage(Modules modules, JavaClass javaClass) {
        List<String> path = modules.pathOf(javaClass);
        int position =
                path.size() > 1 && path.getFirst().equals("websocket") ? SOCKET_PACKAGES.indexOf(path.get(1)) : -1;
        return position < 0 ? Double.NaN : position;
    }

    static ArchRule everyPortIsImplemented(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.ports())
                .and()
                .areInterfaces()
                .and()
                .areTopLevelClasses()
                .and(not(describe("sealed results", JavaClass::isSealed)))
                .should(haveAnImplementation(modules))
                .because(
                        "a port without a production implementation fails at the start: implement it as a named class (not a"
                                + " lambda) in an adapter or in bootstrap, or delete it");
    }

    private static ArchCondition<JavaClass> haveAnImplementation(Modules modules) {
        DescribedPredicate<JavaClass> outside =
                resideInAnyPackage(modules.adapters()).or(resideInAnyPackage(modules.bootstrap()));
        return new ArchCondition<>("have an implementation in an adapter or in bootstrap") {
            @Override
            public void check(JavaClass port, ConditionEvents events) {
                boolean implemented =
                        port.getAllSubclasses().stream().filter(outside).anyMatch(FeatureRules::isConcrete);
                events.add(new SimpleConditionEvent(port, implemented, port.getName() + " has no implementation"));
            }
        };
    }

    private static boolean isConcrete(JavaClass javaClass) {
        return !javaClass.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    /** One slice per package. A package and its `port` package form one slice. */
    private record Packages(Modules modules) implements SliceAssignment {
        private static final String PORTS = ".port";

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String packageName = javaClass.getPackageName();
            return modules.pathOf(javaClass).isEmpty()
                    ? SliceIdentifier.ignore()
                    : SliceIdentifier.of(
                            packageName.endsWith(PORTS)
                                    ? packageName.substring(0, packageName.length() - PORTS.length())
                                    : packageName);
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    /** One slice per module and feature. The root package of a module counts as a feature. */
    private record Features(Modules modules) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            List<String> path = modules.pathOf(javaClass);
            return path.isEmpty()
                    ? SliceIdentifier.ignore()
                    : SliceIdentifier.of(path.getFirst(), path.size() > 1 ? path.get(1) : "(root)");
        }

        @Override
        public String getDescription() {
            return "features";
        }
    }
}
