package io.kefu.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Keeps the machine's settings and threads out of domain and application. */
final class CoreRules {

    private static final Set<String> OF_SYSTEM =
            Set.of("getenv", "getProperty", "getProperties", "setProperty", "exit", "lineSeparator");

    /** Methods by which code looks at its own thread or interrupts it. */
    private static final Set<String> OF_THE_OWN_THREAD =
            Set.of("currentThread", "interrupt", "isInterrupted", "interrupted");

    private CoreRules() {}

    static ArchRule noSettingsOrThreadsInTheCore(Modules modules) {
        return noClasses()
                .that()
                .resideInAnyPackage(modules.core())
                .should()
                .accessTargetWhere(describe(
                        "settings of the machine are read, or threads are started or chosen",
                        access -> readsSettings(access) || startsThreads(access)))
                .because(
                        "a use case behaves the same on every machine, and a test runs it on its own thread: take a record"
                                + " of settings that bootstrap reads from the configuration, and hand tasks to a `BlockingExecutor` or"
                                + " a `DelayedExecutor`, which the constructor takes");
    }

    private static boolean readsSettings(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(System.class) && OF_SYSTEM.contains(access.getName());
    }

    private static boolean startsThreads(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return (owner.isAssignableTo(Thread.class) && !OF_THE_OWN_THREAD.contains(access.getName()))
                || owner.getName().startsWith(Thread.class.getName() + "$")
                || owner.isEquivalentTo(Executors.class)
                || owner.isAssignableTo(ExecutorService.class)
                || (owner.isAssignableTo(Timer.class) && access.getName().equals(JavaConstructor.CONSTRUCTOR_NAME))
                || (owner.isAssignableTo(CompletableFuture.class) && usesTheCommonPool(access));
    }

    /** Asynchronous methods that get no executor run on the pool that the whole JVM shares. */
    private static boolean usesTheCommonPool(JavaAccess<?> access) {
        boolean isAsynchronous =
                access.getName().endsWith("Async") || access.getName().equals("delayedExecutor");
        return isAsynchronous
                && access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Executor.class));
    }
}
