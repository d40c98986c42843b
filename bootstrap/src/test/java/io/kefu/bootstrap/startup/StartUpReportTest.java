package io.kefu.bootstrap.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class StartUpReportTest {

    @Test
    void namesAddressesAccountAndDataFolder() {
        assertThat(report(true))
                .contains("http://localhost:3001/swagger-ui")
                .contains("http://localhost:3001/api/health")
                .contains("ws://localhost:3001/ws/{user_id}")
                .contains("kefu001 / password123")
                .contains("/srv/kefu/data")
                .contains("Ctrl-C");
    }

    @Test
    void namesNoAccountOutsideTheDemo() {
        assertThat(report(false)).doesNotContain("kefu001").doesNotContain("password");
    }

    private static String report(boolean demo) {
        return new StartUpReport(URI.create("http://localhost:3001"), "/srv/kefu/data", demo).text();
    }
}
