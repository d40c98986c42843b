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

/** Writes much in little time, past the sockets: as many messages at a time as one connection to Redis takes well. */
final class BulkSender {
    private static final int AT_A_TIME = 500;

    private final SendMessage sendMessage;
    private final Semaphore room = new Semaphore(AT_A_TIME);
    private final CompletableFuture<Void> failed = new CompletableFuture<>();

    BulkSender(ChatNode node) {
        sendMessage = node.bean(SendMessage.class);
    }

    /** A customer asks for whoever serves; stored when this returns. */
    void ask(TestUser customer, String content) {
        send(customer, Role.CUSTOMER, null, content).join();
    }

    /** A kefu answers; stored after {@link #finish}, in the order of the calls. */
    void answer(TestUser kefu, TestUser customer, String content) {
        room.acquireUninterruptibly();
        var unused = send(kefu, Role.KEFU, customer, content).whenComplete((message, failure) -> {
            if (failure != null) {
                failed.completeExceptionally(failure);
            }
            room.release();
        });
    }

    /** Returns when everything is stored. */
    void finish() {
        room.acquireUninterruptibly(AT_A_TIME);
        room.release(AT_A_TIME);
        failed.complete(null);
        failed.join();
    }

    private CompletableFuture<?> send(TestUser from, Role role, @Nullable TestUser to, String content) {
        return sendMessage
                .send(
                        new Principal(new UserId(from.id()), role, "Name of " + from.id()),
                        SendMessage.Command.of(
                                to == null ? null : new UserId(to.id()),
                                new Draft(MessageType.TEXT, content, null, null)))
                .toCompletableFuture();
    }
}
