package io.kefu.redis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.audit.testing.AuditLogContract;
import io.kefu.application.testing.TestClock;
import io.kefu.redis.testing.RedisExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisAuditLogIT extends AuditLogContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected AuditLog create(TestClock clock) {
        return new RedisAuditLog(REDIS.redis(), clock);
    }

    @Test
    void removesEntriesThatAreTooOldCompletely() {
        AuditLog audit = create(clock);
        audit.record(Act.of(ADMIN, Action.USER_ERASED, "user_1"));
        audit.begin(List.of(Act.of(ADMIN, Action.USER_ERASED, "user_2")));
        clock.advance(AuditLog.LIFETIME);
        audit.record(Act.of(ADMIN, Action.FILE_DELETED, "file_1"));
        assertThat(REDIS.commands().hlen("{audit}:entries")).isEqualTo(1);
        assertThat(REDIS.commands().exists("{audit}:unconfirmed")).isZero();
        assertThat(REDIS.commands().keys("{audit}:by:*"))
                .hasSize(8)
                .allSatisfy(set -> assertThat(REDIS.commands().zcard(set)).isEqualTo(1))
                .allSatisfy(set -> assertThat(REDIS.commands().pttl(set))
                        .isBetween(Duration.ofDays(399).toMillis(), AuditLog.LIFETIME.toMillis()));
    }
}
