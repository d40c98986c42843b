package io.kefu.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * Imports classes from the test class path, by package. Maven puts the other modules there as folders in the phase {@code test} and
 * as jars in {@code verify}, so no import option may exclude jars.
 */
final class Imports {

    /** All production classes except generated ones, with {@code package-info} classes. */
    static final JavaClasses PRODUCTION_AND_PACKAGES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(Imports::isNotOfTestJar)
            .withImportOption(Imports::isNotGenerated)
            .importPackages(Modules.KEFU.base());

    /** All production classes except generated ones. Without {@code package-info}, a rule over an empty package fails. */
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

    /** Names of classes that Micronaut generates begin with a dollar sign. */
    private static boolean isNotGenerated(Location location) {
        return !location.contains("/$");
    }
}
