package io.kefu.bootstrap.chat;

import io.kefu.application.access.Principal;
import io.kefu.application.message.SendMessage;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Stores many messages quickly through the use case, without sockets, with a bounded number of calls under way. */
final class BulkSender {
    private static final int CALLS_AT_A_TIME = 500;

    private final SendMessage sendMessage;
    private final Semaphore permits = new Semaphore(CALLS_AT_A_TIME);
    private final CompletableFuture<Void> failed = new CompletableFuture<>();

    BulkSender(ChatNode node) {
        sendMessage = node.bean(SendMessage.class);
    }

    /** Sends a message of a customer to {@code support}, and returns once it is stored. */
    void ask(TestUser customer, String content) {
        send(customer, Role.CUSTOMER, null, content).join();
    }

    /** Sends a message of a kefu. Messages are stored in the order of the calls, and all of them once {@link #finish} returns. */
    void answer(TestUser kefu, TestUser customer, String content) {
        permits.acquireUninterruptibly();
        var unused = send(kefu, Role.KEFU, customer, content).whenComplete((message, failure) -> {
            if (failure != null) {
                failed.completeExceptionally(failure);
            }
            permits.release();
        });
    }

    /** Returns once every message is stored; fails if one could not be stored. */
    void finish() {
        permits.acquireUninterruptibly(CALLS_AT_A_TIME);
        permits.release(CALLS_AT_A_TIME);
        failed.complete(null);
        failed.join();
    }

    private CompletableFuture<?> send(TestUser from, Role role, @Nullable TestUser to, String content) {
        return sendMessage
                .send(
                        new Principal(new UserId(from.id()), role, "Name of " + from.id()),
                        SendMessage.Command.of(
                                to == null ? null : new UserId(to.id()), Draft.of(MessageType.TEXT, content)))
                .toCompletableFuture();
    }
}
