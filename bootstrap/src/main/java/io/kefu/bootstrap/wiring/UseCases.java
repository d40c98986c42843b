package io.kefu.bootstrap.wiring;

import io.kefu.application.UseCase;
import io.micronaut.context.annotation.ClassImport;
import jakarta.inject.Singleton;

/**
 * Makes one bean of each class with {@link UseCase}, at compile time. A new use case needs no entry here, only a new package of
 * application does; {@code UseCasesTest} fails if one is missing.
 */
@ClassImport(
        packages = {
            "io.kefu.application.access",
            "io.kefu.application.account",
            "io.kefu.application.analytics",
            "io.kefu.application.archive",
            "io.kefu.application.audit",
            "io.kefu.application.auth",
            "io.kefu.application.block",
            "io.kefu.application.connection",
            "io.kefu.application.file",
            "io.kefu.application.file.upload",
            "io.kefu.application.health",
            "io.kefu.application.hours",
            "io.kefu.application.message",
            "io.kefu.application.note",
            "io.kefu.application.presence",
            "io.kefu.application.inbox",
            "io.kefu.application.reply",
            "io.kefu.application.retention",
            "io.kefu.application.session",
            "io.kefu.application.session.query",
            "io.kefu.application.user"
        },
        includedAnnotations = UseCase.class,
        annotate = Singleton.class)
interface UseCases {}
