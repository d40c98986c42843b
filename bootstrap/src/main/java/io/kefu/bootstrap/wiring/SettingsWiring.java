package io.kefu.bootstrap.wiring;

import io.kefu.application.access.IssueToken;
import io.kefu.application.account.EraseInactiveCustomers;
import io.kefu.application.file.LinkFile;
import io.kefu.application.file.SweepFiles;
import io.kefu.application.file.upload.UploadFile;
import io.kefu.application.message.RecallMessage;
import io.kefu.application.presence.PresenceTimes;
import io.kefu.application.session.SessionTimes;
import io.kefu.bootstrap.settings.AuthSettings;
import io.kefu.bootstrap.settings.FileSettings;
import io.kefu.bootstrap.settings.MessageSettings;
import io.kefu.bootstrap.settings.PresenceSettings;
import io.kefu.bootstrap.settings.RetentionSettings;
import io.kefu.bootstrap.settings.SessionSettings;
import io.kefu.domain.session.RoutingPolicy;
import io.kefu.rest.file.UploadSettings;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Turns the configuration into the records of settings that use cases take. */
@Factory
final class SettingsWiring {

    @Singleton
    IssueToken.Lifetimes lifetimes(AuthSettings settings) {
        return new IssueToken.Lifetimes(settings.kefuToken(), settings.customerToken());
    }

    @Singleton
    PresenceTimes presenceTimes(PresenceSettings settings) {
        return settings.times();
    }

    @Singleton
    SessionTimes sessionTimes(SessionSettings settings) {
        return settings.times();
    }

    /** A team with a routing policy of its own replaces this bean. */
    @Singleton
    RoutingPolicy routingPolicy() {
        return RoutingPolicy.standard();
    }

    @Singleton
    RecallMessage.Rules recallRules(MessageSettings settings) {
        return settings.recallRules();
    }

    @Singleton
    EraseInactiveCustomers.Rules inactivityRules(RetentionSettings settings) {
        return settings.inactivityRules();
    }

    @Singleton
    UploadFile.Rules uploadRules(FileSettings settings) {
        return settings.uploadRules();
    }

    @Singleton
    LinkFile.Rules linkRules(FileSettings settings) {
        return new LinkFile.Rules(settings.linkLifetime());
    }

    @Singleton
    SweepFiles.Rules sweepRules(FileSettings settings, UploadSettings uploads) {
        return new SweepFiles.Rules(uploads.uploadTime().plus(settings.orphanAfter()), settings.retention());
    }
}
