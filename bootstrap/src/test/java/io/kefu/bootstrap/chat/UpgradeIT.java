package io.kefu.bootstrap.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kefu.bootstrap.chat.House.Person;
import io.kefu.redis.testing.AlsoOnCluster;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets a socket, and how the others are refused before they have one. */
@AlsoOnCluster
class UpgradeIT {
    private static House house;

    @BeforeAll
    static void open() {
        house = new House(Map.of("kefu.websocket.origins", "https://shop.example"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static final class Silent implements WebSocket.Listener {}

    private static WebSocket upgrade(Person user, String query, UnaryOperator<WebSocket.Builder> with) {
        URI uri = URI.create(ChatClient.socketUri(house.node().uri(), user.id()) + query);
        return with.apply(house.http().newWebSocketBuilder())
                .buildAsync(uri, new Silent())
                .join();
    }

    private static int refused(Person user, String query, UnaryOperator<WebSocket.Builder> with) {
        Throwable failure = catchThrowable(() -> upgrade(user, query, with));
        assertThat(failure.getCause()).isInstanceOf(WebSocketHandshakeException.class);
        return ((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode();
    }

    @Test
    void withoutALoginThereIsNone() {
        Person user = house.customer();
        assertThat(refused(user, "", builder -> builder)).isEqualTo(401);
        assertThat(refused(user, "?token=tok_" + "x".repeat(34), builder -> builder))
                .isEqualTo(401);
        assertThat(refused(user, "?token=", builder -> builder)).isEqualTo(401);
        assertThat(refused(user, "", builder -> builder.header("Authorization", "Basic abc")))
                .isEqualTo(401);
    }

    @Test
    void anothersIsForbidden() {
        Person user = house.customer();
        Person other = house.customer();
        assertThat(refused(other, "?token=" + user.token(), builder -> builder)).isEqualTo(403);
    }

    @Test
    void theTokenMayComeInThreeWays() {
        Person user = house.customer();
        upgrade(user, "?token=" + user.token(), builder -> builder).abort();
        upgrade(user, "", builder -> builder.header("Authorization", "Bearer " + user.token()))
                .abort();
        WebSocket socket = upgrade(user, "", builder -> builder.subprotocols("kefu.v1", "bearer." + user.token()));
        assertThat(socket.getSubprotocol()).isEqualTo("kefu.v1");
        socket.abort();
    }

    @Test
    void aForeignPageIsForbidden() {
        Person user = house.customer();
        String query = "?token=" + user.token();
        assertThat(refused(user, query, builder -> builder.header("Origin", "https://evil.example")))
                .isEqualTo(403);
        upgrade(user, query, builder -> builder.header("Origin", "https://shop.example"))
                .abort();
        upgrade(
                        user,
                        query,
                        builder -> builder.header("Origin", house.node().uri().toString()))
                .abort();
    }
}
