package io.kefu.bootstrap.wiring;

import io.kefu.application.access.IssueToken;
import io.kefu.application.account.EraseInactiveCustomers;
import io.kefu.application.archive.ArchiveConversations;
import io.kefu.application.file.LinkFile;
import io.kefu.application.file.SweepFiles;
import io.kefu.application.file.upload.UploadFile;
import io.kefu.application.message.RecallMessage;
import io.kefu.application.presence.PresenceTimes;
import io.kefu.application.retention.RemoveOldMessages;
import io.kefu.application.session.SessionTimes;
import io.kefu.bootstrap.settings.ArchiveSettings;
import io.kefu.bootstrap.settings.AuthSettings;
import io.kefu.bootstrap.settings.FileSettings;
import io.kefu.bootstrap.settings.SessionSettings;
import io.kefu.domain.session.RoutingPolicy;
import io.kefu.rest.file.UploadSettings;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Turns the configuration into the records of settings that use cases take. */
@Factory
final class SettingsWiring {

    @Singleton
    IssueToken.Lifetimes lifetimes(AuthSettings settings) {
        return new IssueToken.Lifetimes(settings.kefuToken(), settings.customerToken());
    }

    @Singleton
    PresenceTimes presenceTimes(
            @Property(name = "kefu.presence.lease", defaultValue = "45s") Duration lease,
            @Property(name = "kefu.presence.grace", defaultValue = "5s") Duration grace) {
        return new PresenceTimes(lease, grace);
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
    RecallMessage.Rules recallRules(
            @Property(name = "kefu.messages.recall-within", defaultValue = "2m") Duration within) {
        return new RecallMessage.Rules(within);
    }

    @Singleton
    EraseInactiveCustomers.Rules inactivityRules(
            @Property(name = "kefu.retention.anonymous-users", defaultValue = "365d") Duration after) {
        return new EraseInactiveCustomers.Rules(after);
    }

    @Singleton
    RemoveOldMessages.Rules retentionRules(
            @Property(name = "kefu.retention.messages", defaultValue = "0s") Duration after) {
        return new RemoveOldMessages.Rules(after);
    }

    @Singleton
    ArchiveConversations.Rules archiveRules(ArchiveSettings settings) {
        return settings.rules();
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
