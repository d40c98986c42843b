package io.kefu.application.message;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageEvents.ConversationEvent.Typing;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.UserId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Publishes to a conversation that the caller is typing. Nothing is stored. */
@UseCase
public final class ShowTyping {
    private final MessageEvents events;

    public ShowTyping(MessageEvents events) {
        this.events = events;
    }

    /**
     * Publishes that the caller is typing. The stage fails with a {@code DomainException}: {@link ErrorCode#USER_NOT_FOUND}
     * for a user with whom the caller has no conversation now.
     *
     * @param to the user to whom the caller writes; null for the kefu who serves the caller
     * @param takesPart whether the caller takes part in a conversation now
     */
    public CompletionStage<Void> show(Principal caller, @Nullable UserId to, Predicate<ConversationId> takesPart) {
        try {
            Operation.TYPE.requireAllowed(caller);
            ConversationId conversation = candidates(caller, to)
                    .filter(takesPart)
                    .findFirst()
                    .orElseThrow(() -> DomainException.of(ErrorCode.USER_NOT_FOUND));
            return events.publish(new Typing(conversation, caller.id()));
        } catch (DomainException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }

    private static Stream<ConversationId> candidates(Principal caller, @Nullable UserId to) {
        if (!caller.isStaff()) {
            return Stream.of(ConversationIds.ofCustomer(caller.id()));
        }
        return Optional.ofNullable(to).stream()
                .flatMap(other ->
                        Stream.of(ConversationIds.ofCustomer(other), ConversationIds.ofPair(caller.id(), other)));
    }
}
