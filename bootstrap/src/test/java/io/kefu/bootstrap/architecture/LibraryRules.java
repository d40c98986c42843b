package io.kefu.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.ANNOTATIONS;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import jakarta.inject.Inject;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;

/** Libraries that only certain modules and packages may use. */
final class LibraryRules {

    static final DescribedPredicate<JavaClass> FILE_ACCESS = resideInAPackage(Libraries.FILES)
            .or(belongToAnyOf(
                    File.class,
                    FileInputStream.class,
                    FileOutputStream.class,
                    FileReader.class,
                    FileWriter.class,
                    RandomAccessFile.class,
                    FileChannel.class))
            .as("open files");

    /** A socket begins as an HTTP request, so a filter checks its upgrade. */
    private static final DescribedPredicate<JavaClass> FILTER_ANNOTATIONS =
            belongToAnyOf(ServerFilter.class, RequestFilter.class, ResponseFilter.class);

    /** Classes elsewhere that use Netty. */
    private static final OldOffenders STILL_USE_NETTY = OldOffenders.of("ChatSocket", "ClusterSubscriber");

    private LibraryRules() {}

    static ArchRule lettuceOnlyInRedis(Modules modules) {
        ArchRule client = noClasses()
                .that()
                .resideOutsideOfPackage(modules.redis())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Libraries.LETTUCE, Libraries.BUCKET4J_ON_LETTUCE);
        ArchRule configuration = noClasses()
                .that()
                .resideOutsideOfPackages(modules.redis(), modules.bootstrap())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(Libraries.MICRONAUT_REDIS);
        return CompositeArchRule.of(client)
                .and(configuration)
                .because("only one adapter knows Redis: write a port in application and implement it in adapters-redis"
                        + " (bootstrap may set the address of the connection, nothing else)");
    }

    static ArchRule httpAnnotationsOnlyInRest(Modules modules) {
        ArchRule elsewhere = noClasses()
                .that()
                .resideOutsideOfPackages(modules.rest(), modules.websocket())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(Libraries.HTTP_ANNOTATIONS);
        ArchRule inWebsocket = noClasses()
                .that()
                .resideInAPackage(modules.websocket())
                .should()
                .dependOnClassesThat(
                        resideInAPackage(Libraries.HTTP_ANNOTATIONS).and(not(FILTER_ANNOTATIONS)));
        return CompositeArchRule.of(elsewhere)
                .and(inWebsocket)
                .because("all routes are in adapters-rest: move the route there and let it call a use case"
                        + " (adapters-websocket may filter the upgrade request, nothing else)");
    }

    static ArchRule socketsOnlyInWebsocket(Modules modules) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(modules.websocket())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(Libraries.WEBSOCKET)
                .because(
                        "one module owns the sockets, the order of their frames and their limits: to push something, publish"
                                + " an event through a port of application");
    }

    static ArchRule nettyOnlyAtSocketsAndBodies(Modules modules) {
        String base = modules.base();
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        base + ".rest.body..",
                        base + ".rest.connection..",
                        base + ".rest.origin..",
                        base + ".websocket.upgrade..",
                        base + ".websocket.socket..",
                        base + ".websocket.delivery..",
                        base + ".websocket.command..",
                        base + ".websocket.node..",
                        base + ".redis.client..")
                .and(STILL_USE_NETTY.others())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(Libraries.NETTY)
                .because(
                        "buffers must be released, and channels belong to one thread, so only few packages handle them: pass"
                                + " bytes, text or a record to all other packages");
    }

    static ArchRule filesOnlyInFilestore(Modules modules) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(modules.filestore(), modules.bootstrap())
                .should()
                .dependOnClassesThat(FILE_ACCESS)
                .because(
                        "contents are on a disk or in an object store, and only adapters-filestore knows which: use a port of"
                                + " application, and the class path for files that are part of the code");
    }

    static ArchRule noFrameworkAnnotationInTheCore(Modules modules) {
        return noClasses()
                .that()
                .resideInAnyPackage(modules.core())
                .should()
                .dependOnClassesThat(describe("are a framework's annotations", isForeignAnnotation(modules)))
                .because(
                        "domain and application run without a framework: validate in the constructor of the record, mark a use"
                                + " case with `@UseCase`, and put annotations for JSON on the records of the adapter");
    }

    private static DescribedPredicate<JavaClass> isForeignAnnotation(Modules modules) {
        return ANNOTATIONS.and(not(resideInAnyPackage("java..", Libraries.JSPECIFY, modules.everything())));
    }

    static ArchRule noFieldInjection(Modules modules) {
        return noMembers()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(modules.everything())
                .and(describe("are not constructors", (JavaMember member) -> !(member instanceof JavaConstructor)))
                .should()
                .beAnnotatedWith(Inject.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .orShould()
                .beAnnotatedWith(Property.class)
                .because(
                        "a constructor parameter can be final, and a test can pass it: use one, and make a configuration value a"
                                + " component of a record of settings");
    }
}
