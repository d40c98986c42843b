package io.kefu.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * Reads classes from the test class path, by package: Maven puts sibling modules there as folders under {@code test}
 * and as jars under {@code verify}, so no option may leave jars out.
 */
final class Imports {

    /** What is shipped, as it was written, and the packages' descriptions. */
    static final JavaClasses PRODUCTION_AND_PACKAGES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(Imports::isNotOfTestJar)
            .withImportOption(Imports::isNotGenerated)
            .importPackages(Modules.KEFU.base());

    /** What is shipped: a package's description is no code, and would hide from a rule that there is none. */
    static final JavaClasses PRODUCTION = PRODUCTION_AND_PACKAGES.that(not(simpleName("package-info")));

    private Imports() {}

    static JavaClasses fixtures() {
        return new ClassFileImporter().importPackages(Rule.FIXTURES);
    }

    static JavaClasses fixtureOf(Rule rule) {
        return new ClassFileImporter().importPackages(rule.fixture().base());
    }

    private static boolean isNotOfTestJar(Location location) {
        return !location.contains("-tests.jar");
    }

    /** Micronaut's processors write classes with a dollar in front: nobody can mend those. */
    private static boolean isNotGenerated(Location location) {
        return !location.contains("/$");
    }
}
