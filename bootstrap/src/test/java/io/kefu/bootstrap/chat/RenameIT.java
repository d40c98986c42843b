package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.application.account.UpdateUser;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.Deadline;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renames a user while sockets are open: messages carry the new name on every node. */
@AlsoOnCluster
class RenameIT {
    private static ChatNode one;
    private static ChatNode other;

    @BeforeAll
    static void open() {
        one = new ChatNode(Map.of());
        other = one.beside();
    }

    @AfterAll
    static void close() {
        other.close();
        one.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CUSTOMER, CUSTOMER, 张三",
        "CUSTOMER, KEFU, O'Brien 🦊",
        "CUSTOMER, ADMIN, renamed",
        "KEFU, KEFU, a b  c",
        "KEFU, ADMIN, logged_out",
        "ADMIN, ADMIN, -"
    })
    void sendsTheNewNameOnOpenSockets(Role renamed, Role by, String name) {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        TestUser admin = one.admin();
        try (ChatClient page = other.connect(customer);
                ChatClient console = other.connect(kefu);
                ChatClient desk = other.connect(admin);
                ChatClient device = one.connect(renamed == Role.CUSTOMER ? customer : kefu)) {
            page.say("support", "hello");
            page.await("ack");
            console.await("message");
            device.send("ping", Map.of());
            TestUser user = of(renamed, kefu, customer, admin);
            ChatClient sender = of(renamed, console, page, desk);
            ChatClient receiver = renamed == Role.CUSTOMER ? console : page;
            String to = renamed == Role.CUSTOMER ? "support" : customer.id();
            rename(user, by == renamed ? user : of(by, kefu, customer, admin), by, name);
            awaitName(sender, receiver, to, name);
            if (renamed != Role.ADMIN) {
                awaitName(device, receiver, to, name);
            }
        }
        one.retire(kefu);
    }

    private static <T> T of(Role role, T kefu, T customer, T admin) {
        return switch (role) {
            case KEFU -> kefu;
            case CUSTOMER -> customer;
            case ADMIN -> admin;
        };
    }

    @Test
    void keepsTheLastOfSeveralNames() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient page = other.connect(customer);
                ChatClient console = one.connect(kefu)) {
            page.say("support", "hello");
            console.await("message");
            for (int i = 1; i <= 20; i++) {
                ChatNode node = i % 2 == 0 ? one : other;
                node.bean(UpdateUser.class)
                        .update(principal(customer, Role.CUSTOMER), new UserId(customer.id()), named("name " + i));
            }
            awaitName(page, console, "support", "name 20");
        }
        one.retire(kefu);
    }

    @Test
    void readsTheNameAfterALostSubscription() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient page = one.connect(customer);
                ChatClient console = one.connect(kefu)) {
            page.say("support", "hello");
            console.await("message");
            Redis redis = one.bean(Redis.class);
            AccessToken token = AccessToken.parse(customer.token()).orElseThrow();
            redis.await(redis.commands().hset(redis.keys().token(token.digest()), "n", "unpublished"));
            one.loseSubscriptions();
            awaitName(page, console, "support", "unpublished");
        }
        one.retire(kefu);
    }

    private static void rename(TestUser user, TestUser caller, Role by, String name) {
        one.bean(UpdateUser.class).update(principal(caller, by), new UserId(user.id()), named(name));
    }

    private static Principal principal(TestUser person, Role role) {
        return new Principal(new UserId(person.id()), role, "Name of " + person.id());
    }

    private static UpdateUser.Command named(String name) {
        return new UpdateUser.Command(User.Change.of(profile -> profile.withUsername(name)), null, null);
    }

    /** Sends until a message carries the name: the sockets learn it a moment after the change has returned. */
    private static void awaitName(ChatClient sender, ChatClient receiver, String to, String name) {
        Deadline deadline = new Deadline(Duration.ofSeconds(30), "Messages keep the old name");
        String seen;
        do {
            deadline.check();
            String content = "message " + System.nanoTime();
            sender.say(to, content);
            seen = text(
                    receiver.await("message", data -> text(data, "content").equals(content)), "metadata.sender_name");
        } while (!seen.equals(name));
        String content = "the next one";
        sender.say(to, content);
        assertThat(text(
                        receiver.await("message", data -> text(data, "content").equals(content)),
                        "metadata.sender_name"))
                .isEqualTo(name);
    }
}
