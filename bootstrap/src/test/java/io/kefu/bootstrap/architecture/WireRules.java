package io.kefu.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.websocket.annotation.ServerWebSocket;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps types of domain and application out of JSON, so that they can change without changing the API. */
final class WireRules {

    private static final String ADVICE = "the API must not change when domain or application change:"
            + " write a request, response or frame record in the adapter and map to it";

    /** A value of this type may be anything, so a rule could not see which core type it carries. */
    private static final DescribedPredicate<JavaClass> ANYTHING =
            describe("may be anything", type -> type.isEquivalentTo(Object.class));

    /** Handlers that return one of several wire records, which their `@ApiResponse` lists. */
    private static final Set<String> ONE_OF_SEVERAL = Set.of("readUser");

    private static final List<String> ENDINGS = List.of("Request", "Response", "Query", "Frame", "Body");

    private WireRules() {}

    static ArchRule handlersUseWireTypes(Modules modules) {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(modules.rest(), modules.websocket())
                .and()
                .areDeclaredInClassesThat(describe(
                        "are controllers or sockets",
                        owner -> owner.isAnnotatedWith(Controller.class)
                                || owner.isAnnotatedWith(ServerWebSocket.class)))
                .and()
                .areNotPrivate()
                .should(speakTheWire(modules))
                .because(ADVICE);
    }

    static ArchRule wireRecordsHoldNoCoreTypes(Modules modules) {
        return classes()
                .that()
                .resideInAnyPackage(modules.rest(), modules.websocket())
                .and(describe("records named …Request, …Response, …Query, …Frame or …Body", WireRules::isWireRecord))
                .should(standAlone(modules))
                .because(ADVICE);
    }

    /** Parameters that are bound from attributes of the request may be types of application; bodies and results may not. */
    private static ArchCondition<JavaMethod> speakTheWire(Modules modules) {
        DescribedPredicate<JavaClass> domain =
                resideInAPackage(modules.domain()).or(ANYTHING);
        DescribedPredicate<JavaClass> core = resideInAnyPackage(modules.core()).or(ANYTHING);
        return new ArchCondition<>("neither take nor return the core's types on the wire") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream<JavaClass> taken = method.getParameters().stream()
                        .flatMap(parameter -> involved(parameter.getType(), isBody(parameter) ? core : domain));
                Stream<JavaClass> returned = involved(method.getReturnType(), core)
                        .filter(type ->
                                !type.isEquivalentTo(Object.class) || !ONE_OF_SEVERAL.contains(method.getName()));
                Stream.concat(taken, returned)
                        .forEach(type -> events.add(violation(method, method.getFullName(), type)));
            }
        };
    }

    private static ArchCondition<JavaClass> standAlone(Modules modules) {
        DescribedPredicate<JavaClass> core = resideInAnyPackage(modules.core()).or(ANYTHING);
        return new ArchCondition<>("hold none of the core's types") {
            @Override
            public void check(JavaClass wireRecord, ConditionEvents events) {
                for (JavaField field : wireRecord.getFields()) {
                    if (!field.getModifiers().contains(JavaModifier.STATIC)) {
                        involved(field.getType(), core)
                                .forEach(type -> events.add(violation(wireRecord, field.getFullName(), type)));
                    }
                }
            }
        };
    }

    private static boolean isBody(JavaParameter parameter) {
        return parameter.isAnnotatedWith(Body.class);
    }

    private static boolean isWireRecord(JavaClass javaClass) {
        return javaClass.isRecord() && isNamedForTheWire(javaClass);
    }

    /** True also for classes nested in such a class, and for implementations of such an interface. */
    private static boolean isNamedForTheWire(JavaClass javaClass) {
        String name = javaClass.getSimpleName();
        return ENDINGS.stream().anyMatch(name::endsWith)
                || javaClass
                        .getEnclosingClass()
                        .map(WireRules::isNamedForTheWire)
                        .orElse(false)
                || javaClass.getRawInterfaces().stream().anyMatch(WireRules::isNamedForTheWire);
    }

    private static Stream<JavaClass> involved(JavaType type, DescribedPredicate<JavaClass> forbidden) {
        return type.getAllInvolvedRawTypes().stream().filter(forbidden);
    }

    private static ConditionEvent violation(Object culprit, String name, JavaClass type) {
        return SimpleConditionEvent.violated(culprit, name + " puts " + type.getName() + " on the wire");
    }
}
