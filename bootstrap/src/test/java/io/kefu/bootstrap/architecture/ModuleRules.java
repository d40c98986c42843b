package io.kefu.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Dependencies between modules. */
final class ModuleRules {

    private ModuleRules() {}

    static ArchRule everyClassHasAModule(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.everything())
                .should()
                .resideInAnyPackage(modules.all().toArray(String[]::new))
                .because("the other rules do not see a class outside of the packages of the seven modules:"
                        + " move it into the package of its module and feature");
    }

    static ArchRule domainIsPlainJava(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.domain())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(modules.domain(), "java.lang..", "java.time..", "java.util..", Libraries.JSPECIFY)
                .because(
                        "the domain is plain Java that can be tested without a server: take what you need as a value, or move"
                                + " this code into a use case of application");
    }

    static ArchRule applicationDependsOnDomainOnly(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.application())
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(applicationMaySee(modules))
                        .and(DescribedPredicate.not(LibraryRules.FILE_ACCESS)))
                .because(
                        "use cases use the domain and value types of the JDK, but no framework, network or disk: write a port (an"
                                + " interface in the `port` package of the feature, named after the need) and implement it in an"
                                + " adapter");
    }

    private static String[] applicationMaySee(Modules modules) {
        var jdk =
                Stream.of("java.io", "java.lang..", "java.math..", "java.nio", "java.nio.charset..", "java.security..");
        var values = Stream.of("java.text..", "java.time..", "java.util..", "javax.crypto..");
        var own = Stream.of(modules.application(), modules.domain(), Libraries.JSPECIFY);
        return Stream.of(jdk, values, own).flatMap(packages -> packages).toArray(String[]::new);
    }

    static ArchRule adaptersAreIndependent(Modules modules) {
        return slices().matching(modules.base() + ".(rest|websocket|redis|filestore)..")
                .should()
                .notDependOnEachOther()
                .because("an adapter can be replaced only if no other adapter depends on it: move what both need into"
                        + " application, behind a use case or a port");
    }

    static ArchRule nothingDependsOnBootstrap(Modules modules) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(modules.bootstrap())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(modules.bootstrap())
                .because(
                        "bootstrap depends on all modules, so a dependency on it would be a cycle: take what you need as a"
                                + " constructor parameter, and provide it as a bean in bootstrap's `wiring` package");
    }
}
