package io.kefu.bootstrap.wiring;

import io.kefu.application.access.port.TokenStore;
import io.kefu.application.account.EraseUser;
import io.kefu.application.account.Erasure;
import io.kefu.application.account.ExportUser;
import io.kefu.application.account.FinishBlocking;
import io.kefu.application.account.RemoveSilentUsers;
import io.kefu.application.file.port.FileRecords;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.CloseBlockedSession;
import io.kefu.application.session.DescribeSessions;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.redis.Redis;
import io.kefu.redis.account.RedisPersonalData;
import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires what gives out and forgets people's data; every bean that is a {@link PersonalData} is asked. */
@Factory
final class AccountWiring {
    private static final Logger LOG = LoggerFactory.getLogger(AccountWiring.class);
    /** Longer than any call that does not upload takes. */
    private static final int LATER_SECONDS = 10;

    @Singleton
    PersonalData personalData(Redis redis, Desk desk, InstantSource clock) {
        return new RedisPersonalData(redis, desk, clock);
    }

    @Singleton
    ExportUser exportUser(
            UserStore users,
            SessionStore sessions,
            MessageHistory history,
            FileRecords files,
            DescribeSessions describe) {
        return new ExportUser(users, sessions, history, files, describe);
    }

    @Singleton
    Erasure erasure(
            UserStore users,
            TokenStore tokens,
            Presence presence,
            OverdueSessions overdue,
            CloseBlockedSession closeBlockedSession,
            ReleaseKefu releaseKefu,
            List<PersonalData> stores,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking,
            InstantSource clock) {
        return new Erasure(
                users, tokens, presence, overdue, closeBlockedSession, releaseKefu, stores, later(blocking), clock);
    }

    @Singleton
    EraseUser eraseUser(UserStore users, Erasure erasure) {
        return new EraseUser(users, erasure);
    }

    @Singleton
    RemoveSilentUsers removeSilentUsers(
            UserStore users, Erasure erasure, InstantSource clock, RetentionSettings settings) {
        return new RemoveSilentUsers(users, erasure, clock, settings.anonymousUsers());
    }

    @Singleton
    FinishBlocking finishBlocking(
            UserStore users,
            TokenStore tokens,
            OverdueSessions overdue,
            CloseBlockedSession closeBlockedSession,
            List<PersonalData> stores,
            InstantSource clock) {
        return new FinishBlocking(users, tokens, overdue, closeBlockedSession, stores, clock, SessionSettings.SETTLED);
    }

    private static Executor later(Executor blocking) {
        Executor delayed = CompletableFuture.delayedExecutor(LATER_SECONDS, TimeUnit.SECONDS, blocking);
        return task -> delayed.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.warn("What came in while somebody was forgotten could not be looked for: {}", e.toString());
            }
        });
    }
}
