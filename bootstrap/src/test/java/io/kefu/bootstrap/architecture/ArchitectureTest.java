package io.kefu.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Applies the {@link Rule rules} to production code and to their fixtures. */
class ArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void productionKeepsTheRule(Rule rule) {
        ArchRule over = rule.over(Modules.KEFU);
        over.as(rule.name() + ": " + over.getDescription()).check(Imports.PRODUCTION);
    }

    @ParameterizedTest
    @EnumSource
    void theRuleCatchesItsBadFixturesAndNothingElse(Rule rule) {
        JavaClasses fixture = Imports.fixtureOf(rule);

        List<String> caught =
                rule.over(rule.fixture()).evaluate(fixture).getFailureReport().getDetails();

        assertThat(named("Bad", fixture))
                .isNotEmpty()
                .allMatch(bad -> caught.stream().anyMatch(mentions(bad)));
        assertThat(named("Good", fixture))
                .isNotEmpty()
                .noneMatch(good -> caught.stream().anyMatch(mentions(good)));
    }

    @ParameterizedTest
    @EnumSource
    void theRuleTellsANewcomerWhatToDo(Rule rule) {
        assertThat(rule.over(Modules.KEFU).getDescription()).contains(", because ");
    }

    /** Micronaut generates a class whose name begins with a dollar sign for each bean, and a bean of a fixture would handle requests. */
    @Test
    void noFixtureIsABean() {
        assertThat(Imports.fixtures())
                .isNotEmpty()
                .noneMatch(javaClass -> javaClass.getSimpleName().startsWith("$"));
    }

    /**
     * Fails if the package of a module is misspelt, moved or missing from the class path. Here {@code package-info} counts, so that
     * a module may still be empty; a rule that finds no class to check fails by itself.
     */
    @ParameterizedTest
    @MethodSource
    void theModuleIsThere(String packages) {
        PackageMatcher matcher = PackageMatcher.of(packages);

        assertThat(Imports.PRODUCTION_AND_PACKAGES)
                .as("classes in %s", packages)
                .anyMatch(javaClass -> matcher.matches(javaClass.getPackageName()));
    }

    static Stream<String> theModuleIsThere() {
        return Stream.concat(Modules.KEFU.all().stream(), Stream.of(Modules.KEFU.ports()));
    }

    @Test
    void testsAreNotTakenForProduction() {
        assertThat(Imports.PRODUCTION)
                .isNotEmpty()
                .noneMatch(javaClass -> javaClass.getName().contains("badfixtures")
                        || javaClass.getSimpleName().endsWith("Test"));
    }

    private static List<String> named(String prefix, JavaClasses fixture) {
        return fixture.stream()
                .filter(javaClass -> javaClass.getSimpleName().startsWith(prefix))
                .map(JavaClass::getName)
                .toList();
    }

    private static Predicate<String> mentions(String className) {
        return detail -> detail.contains(className);
    }
}
