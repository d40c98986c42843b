package io.kefu.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.kefu.application.UseCase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ConfigurableBeanContext;
import org.junit.jupiter.api.Test;

class UseCasesTest {

    @Test
    void eachClassWithTheAnnotationIsABean() {
        JavaClasses classes = new ClassFileImporter().importPackages(UseCase.class.getPackageName());
        try (ApplicationContext context = ApplicationContext.builder().build()) {
            ((ConfigurableBeanContext) context).configure();
            assertThat(classes.that(CanBeAnnotated.Predicates.annotatedWith(UseCase.class)))
                    .isNotEmpty()
                    .allSatisfy(useCase -> assertThat(context.containsBean(useCase.reflect()))
                            .as("%s is a bean: its package is in the list of UseCases", useCase.getName())
                            .isTrue());
        }
    }
}
