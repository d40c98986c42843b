package io.kefu.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Which module may see which. */
final class ModuleRules {

    private ModuleRules() {}

    static ArchRule everyClassHasAModule(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.everything())
                .should()
                .resideInAnyPackage(modules.all().toArray(String[]::new))
                .because("a class outside the seven modules' packages escapes every other rule:"
                        + " move it below its module's package, then into its feature's");
    }

    static ArchRule domainStandsAlone(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.domain())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(modules.domain(), "java.lang..", "java.time..", "java.util..", Libraries.JSPECIFY)
                .because("the domain is plain Java that tests without anything running: pass in what you need as a"
                        + " value, or do this in a use case of application");
    }

    static ArchRule applicationStandsOnDomain(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.application())
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(applicationMaySee(modules))
                        .and(DescribedPredicate.not(LibraryRules.FILE_ACCESS)))
                .because("use cases know the domain and the JDK's values, never a framework, the network or the disk:"
                        + " write a port (an interface in the feature's `port` package, named for the need)"
                        + " and implement it in an adapter");
    }

    private static String[] applicationMaySee(Modules modules) {
        var jdk =
                Stream.of("java.io", "java.lang..", "java.math..", "java.nio", "java.nio.charset..", "java.security..");
        var values = Stream.of("java.text..", "java.time..", "java.util..", "javax.crypto..");
        var own = Stream.of(modules.application(), modules.domain(), Libraries.JSPECIFY);
        return Stream.of(jdk, values, own).flatMap(packages -> packages).toArray(String[]::new);
    }

    static ArchRule adaptersIgnoreEachOther(Modules modules) {
        return slices().matching(modules.base() + ".(rest|websocket|redis|filestore)..")
                .should()
                .notDependOnEachOther()
                .because("an adapter can be replaced only while no other knows it: put what both need into"
                        + " application, behind a use case or a port, and let bootstrap join them");
    }

    static ArchRule onlyBootstrapSeesAll(Modules modules) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(modules.bootstrap())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(modules.bootstrap())
                .because("bootstrap wires the others and is known by none: take what you need as a constructor"
                        + " parameter and let a factory in bootstrap's `wiring` package hand it in");
    }
}
