package io.kefu.bootstrap.demo;

import io.kefu.application.access.Principal;
import io.kefu.application.message.SendMessage;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.CloseSession;
import io.kefu.application.session.OpenSession;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Profile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Creates a kefu and a customer with a short conversation, for a first look at the service. Afterwards no user is online and no
 * session is open. Does nothing if the kefu exists.
 */
@Singleton
@Requires(env = "demo")
record DemoData(
        UserStore users,
        PasswordHasher passwords,
        Presence presence,
        OpenSession openSession,
        SendMessage sendMessage,
        CloseSession closeSession,
        InstantSource clock)
        implements ApplicationEventListener<StartupEvent> {
    private static final Duration LEASE = Duration.ofSeconds(45);

    @Override
    public void onApplicationEvent(StartupEvent event) {
        UserId kefuId = new UserId("kefu001");
        if (users.find(kefuId).isPresent()) {
            return;
        }
        Principal customer = create(new UserId("user123"), "李四", Role.CUSTOMER, Optional.empty());
        Principal kefu = create(kefuId, "客服小明", Role.KEFU, Optional.of(passwords.hash("password123")));
        presence.logIn(kefuId, User.Service.DEFAULT, clock.instant(), LEASE);
        SessionId session = openSession
                .open(customer, new OpenSession.Command(customer.id(), Session.DEFAULT_TYPE, kefuId))
                .session()
                .id();
        say(customer, kefu, "你好，我的订单什么时候发货？");
        say(kefu, customer, "您好，有什么可以帮助您的吗？请告诉我订单号。");
        say(customer, kefu, "订单号是 20240101。");
        say(kefu, customer, "查到了，今天下午发货，明天送达。");
        say(customer, kefu, "太好了，谢谢！");
        presence.endDuty(kefuId, clock.instant());
        closeSession.close(customer, session, null);
    }

    private Principal create(UserId id, String name, Role role, Optional<String> passwordHash) {
        users.create(User.created(id, role, Profile.named(name), User.Service.DEFAULT, clock.instant()), passwordHash);
        return new Principal(id, role, name);
    }

    private void say(Principal from, Principal to, String text) {
        Draft draft = Draft.of(MessageType.TEXT, text);
        sendMessage
                .send(from, SendMessage.Command.of(to.id(), draft))
                .toCompletableFuture()
                .join();
    }
}
