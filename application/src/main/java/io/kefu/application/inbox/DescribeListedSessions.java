package io.kefu.application.inbox;

import io.kefu.application.UseCase;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.session.query.ReadSession.Found;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Adds to sessions what consoles show of them in lists. */
@UseCase
final class DescribeListedSessions {
    private final MessageLog log;
    private final MessageHistory history;

    DescribeListedSessions(MessageLog log, MessageHistory history) {
        this.log = log;
        this.history = history;
    }

    /**
     * Adds the newest message and the number of unread messages to each session. Keeps the order. Blocks: one
     * round trip for any number of sessions; more only if a conversation ends with {@code system} entries.
     */
    List<ListedSession> describe(List<Found> sessions) {
        Map<ConversationId, CompletionStage<Optional<ConversationState>>> states = new LinkedHashMap<>();
        for (Found found : sessions) {
            ConversationId conversation = found.session().conversation();
            states.put(conversation, log.state(conversation));
        }
        Map<ConversationId, Message> newest = history.newestOf(states.keySet());
        return sessions.stream()
                .map(found -> {
                    Session session = found.session();
                    return new ListedSession(
                            found,
                            newest.get(session.conversation()),
                            unread(Objects.requireNonNull(states.get(session.conversation()))));
                })
                .toList();
    }

    private static long unread(CompletionStage<Optional<ConversationState>> state) {
        return state.toCompletableFuture()
                .join()
                .map(known -> known.second().unread())
                .orElse(0L);
    }
}
