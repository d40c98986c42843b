package io.kefu.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.domain.error.DomainException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceTest {
    @Test
    void anAdminTakesNoSessionsByDefault() {
        assertThat(User.Service.initial(Role.ADMIN).maxSessions()).isZero();
        assertThat(User.Service.initial(Role.KEFU).maxSessions()).isEqualTo(10);
    }

    @Test
    void limitsAndSkillsHaveBounds() {
        assertThatThrownBy(() -> new User.Service(-1, Set.of())).isInstanceOf(DomainException.class);
        assertThatThrownBy(() -> new User.Service(1_001, Set.of())).isInstanceOf(DomainException.class);
        assertThatThrownBy(() -> new User.Service(1, Set.of("no spaces"))).isInstanceOf(DomainException.class);
        assertThat(new User.Service(0, Set.of("vip", "after-sales")).skills()).hasSize(2);
    }
}
