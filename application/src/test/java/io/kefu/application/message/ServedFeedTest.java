package io.kefu.application.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.user.UserId;
import org.junit.jupiter.api.Test;

class ServedFeedTest {
    @Test
    void aKefuGetsMessagesOnlyWhileServing() {
        ServedFeed served = new ServedFeed();
        served.says("a");
        served.passesOn();
        served.says("b");
        served.hearAll();
        assertThat(served.received()).containsExactly("a");
        served.takesBack();
        served.says("c");
        served.hearAll();
        assertThat(served.received()).containsExactly("a");
        served.feed().checkService();
        assertThat(served.received()).containsExactly("a", "b", "c");
    }

    @Test
    void aMessageOfAnAdminIsGivenOnlyToTheServingKefu() {
        ServedFeed served = new ServedFeed();
        served.writes(new UserId("admin"), "from an admin");
        served.hearAll();
        assertThat(served.received()).containsExactly("from an admin");
        served.passesOn();
        served.writes(new UserId("admin"), "to the next");
        served.hearAll();
        assertThat(served.received()).containsExactly("from an admin");
    }
}
