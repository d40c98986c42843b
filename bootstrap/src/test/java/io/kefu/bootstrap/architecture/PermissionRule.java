package io.kefu.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.kefu.application.UseCase;
import java.util.HashSet;
import java.util.Set;

/** Fails if a use case forgets to check whether its caller may ask for this. */
final class PermissionRule {
    private static final String CALLER = "Principal";
    private static final String OPERATION = "Operation";
    private static final String CHECK = "requireAllowed";

    /** These run as a part of another use case or after it, and that one has checked the caller. */
    private static final Set<String> CHECKED_ELSEWHERE = Set.of("IssueToken", "MentionFile", "RecordCustomerCall");

    private PermissionRule() {}

    static ArchRule useCasesCheckTheirCaller(Modules modules) {
        return methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(modules.application())
                .and()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(UseCase.class)
                .and()
                .areDeclaredInClassesThat(describe(
                        "check their caller themselves",
                        useCase -> !CHECKED_ELSEWHERE.contains(useCase.getSimpleName())))
                .and(describe("take a caller", PermissionRule::takesCaller))
                .should(reachTheCheck())
                .because("a use case decides itself who may ask, so that every adapter gets the same answer: begin the"
                        + " public method with `Operation.….requireAllowed(caller)`");
    }

    private static boolean takesCaller(JavaMethod method) {
        return method.getRawParameterTypes().stream()
                .anyMatch(type -> type.getSimpleName().equals(CALLER));
    }

    private static ArchCondition<JavaMethod> reachTheCheck() {
        return new ArchCondition<>("call " + OPERATION + "." + CHECK + ", in the class itself or in a helper") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean reached = reaches(method, new HashSet<>());
                events.add(
                        new SimpleConditionEvent(method, reached, method.getFullName() + " does not check its caller"));
            }
        };
    }

    /** Looks into methods of the same class and of helpers, but not into other use cases: these check an operation of their own. */
    private static boolean reaches(JavaCodeUnit from, Set<JavaCodeUnit> seen) {
        if (!seen.add(from)) {
            return false;
        }
        return from.getMethodCallsFromSelf().stream()
                .anyMatch(call -> isCheck(call.getTargetOwner(), call.getName())
                        || call.getTarget()
                                .resolveMember()
                                .filter(target -> isOwnOrHelper(from.getOwner(), target))
                                .map(target -> reaches(target, seen))
                                .orElse(false));
    }

    private static boolean isCheck(JavaClass owner, String name) {
        return owner.getSimpleName().equals(OPERATION) && name.equals(CHECK);
    }

    private static boolean isOwnOrHelper(JavaClass caller, JavaMethod target) {
        JavaClass owner = target.getOwner();
        return owner.equals(caller)
                || (!owner.isAnnotatedWith(UseCase.class)
                        && !owner.getModifiers().contains(JavaModifier.ABSTRACT)
                        && owner.getPackageName().contains(".application"));
    }
}
