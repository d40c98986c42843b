package io.kefu.rest;

import io.kefu.application.UseCase;
import io.micronaut.context.annotation.ClassImport;
import jakarta.inject.Singleton;

/** Makes one bean of each use case, as bootstrap does. A use case whose ports have neither fake nor stub is never created. */
@ClassImport(
        packages = {
            "io.kefu.application.access",
            "io.kefu.application.account",
            "io.kefu.application.analytics",
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
            "io.kefu.application.session",
            "io.kefu.application.session.query",
            "io.kefu.application.user"
        },
        includedAnnotations = UseCase.class,
        annotate = Singleton.class)
interface UseCases {}
