package io.kefu.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.kefu.application.UseCase;
import java.util.List;
import java.util.Set;

/**
 * Rules about the form of use cases, and about how adapters use them.
 *
 * <p>A public class in application is one of these: a port or another interface, data (a record, an enum, an exception), an
 * object that use cases hand out (a class without a public constructor), functions (static methods only), or a use case,
 * which has {@link UseCase} and a public constructor.
 */
final class UseCaseRules {

    private static final Set<String> OF_EVERY_OBJECT = Set.of("toString", "equals", "hashCode");

    private static final DescribedPredicate<JavaClass> USE_CASE = describe("a use case", UseCaseRules::isUseCase);

    private static final DescribedPredicate<JavaClass> DOORS =
            describe("are public use cases, data, functions or ports", UseCaseRules::isDoor);

    private UseCaseRules() {}

    static ArchRule useCasesDoOneThing(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.application())
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and(describe("are made by bootstrap", UseCaseRules::isMadeByBootstrap))
                .should(be(USE_CASE))
                .because(
                        "each capability is one final class with `@UseCase`, named by a verb, with one public method: split a"
                                + " class that does two things, make a helper package-private, move pure logic into the domain, and"
                                + " let what a use case hands out be a record or an object without a public constructor");
    }

    static ArchRule publicUseCasesAreCalled(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.application())
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .areAnnotatedWith(UseCase.class)
                .and(describe(
                        "implement no port",
                        useCase -> useCase.getRawInterfaces().isEmpty()))
                .should(beCalledFromOutside())
                .because(
                        "a public class promises more than any caller needs here: make it package-private if use cases of the"
                                + " same package call it, otherwise delete it");
    }

    private static ArchCondition<JavaClass> beCalledFromOutside() {
        return new ArchCondition<>("be called from another package") {
            @Override
            public void check(JavaClass useCase, ConditionEvents events) {
                boolean called = useCase.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(useCase.getPackageName()));
                events.add(new SimpleConditionEvent(
                        useCase, called, useCase.getName() + " is called in its own package only"));
            }
        };
    }

    static ArchRule adaptersReceiveUseCases(Modules modules) {
        DescribedPredicate<JavaClass> useCases =
                resideInAPackage(modules.application()).and(USE_CASE);
        ArchRule doors = classes()
                .that()
                .resideInAnyPackage(modules.adapters())
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage(modules.application())).or(DOORS));
        ArchRule readyMade = noClasses()
                .that()
                .resideInAnyPackage(modules.adapters())
                .should()
                .accessTargetWhere(describe("a use case is built", access -> builds(access, useCases)));
        return CompositeArchRule.of(doors)
                .and(readyMade)
                .because(
                        "a use case decides who may do what, once for every adapter: take the use case as a constructor"
                                + " parameter, pass it a command, and map its result; do not use the helpers behind it");
    }

    private static boolean builds(JavaAccess<?> access, DescribedPredicate<JavaClass> useCases) {
        return access.getName().equals(JavaConstructor.CONSTRUCTOR_NAME) && useCases.test(access.getTargetOwner());
    }

    private static boolean isDoor(JavaClass javaClass) {
        return isOpen(javaClass) && (!isMadeByBootstrap(javaClass) || isUseCase(javaClass));
    }

    private static boolean isOpen(JavaClass javaClass) {
        return has(JavaModifier.PUBLIC, javaClass)
                && javaClass.getEnclosingClass().map(UseCaseRules::isOpen).orElse(true);
    }

    private static boolean isMadeByBootstrap(JavaClass javaClass) {
        boolean data = javaClass.isRecord() || javaClass.isAssignableTo(Throwable.class);
        return !data && javaClass.getConstructors().stream().anyMatch(made -> has(JavaModifier.PUBLIC, made));
    }

    private static boolean isUseCase(JavaClass javaClass) {
        List<JavaMethod> offered =
                javaClass.getMethods().stream().filter(UseCaseRules::isOffered).toList();
        return isMadeByBootstrap(javaClass)
                && javaClass.isAnnotatedWith(UseCase.class)
                && has(JavaModifier.FINAL, javaClass)
                && offered.size() == 1
                && !has(JavaModifier.STATIC, offered.getFirst());
    }

    private static boolean isOffered(JavaMethod method) {
        return has(JavaModifier.PUBLIC, method)
                && !has(JavaModifier.SYNTHETIC, method)
                && !OF_EVERY_OBJECT.contains(method.getName());
    }

    private static boolean has(JavaModifier modifier, HasModifiers declared) {
        return declared.getModifiers().contains(modifier);
    }
}
