package io.kefu.application.message;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.NameFile;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.Refusal;
import io.kefu.application.message.port.MessageLog.Rule;
import io.kefu.application.session.OpenSession;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.file.FileId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message. It is stored once the stage completes; those who follow the conversation are told by the same step.
 *
 * <p>A message that names a file first makes sure that its sender may read the file, on a thread that may block: later sends
 * can overtake it unless the caller waits.
 *
 * <p>The usual send is one step of the log, which also checks that the sender may write. Only where that step finds
 * something missing, an open session or knowledge of the recipient, is it looked up or made, on a thread that may block,
 * and the step repeated.
 */
public final class SendMessage {
    private static final int ATTEMPTS = 3;

    private final MessageLog log;
    private final OpenSession openSession;
    private final UserStore users;
    private final NameFile nameFile;
    private final Executor blocking;
    private final InstantSource clock;

    /**
     * Makes the use case.
     *
     * @param blocking runs what may block
     */
    public SendMessage(
            MessageLog log,
            OpenSession openSession,
            UserStore users,
            NameFile nameFile,
            Executor blocking,
            InstantSource clock) {
        this.log = log;
        this.openSession = openSession;
        this.users = users;
        this.nameFile = nameFile;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * Sends. The stage fails with a {@code DomainException}: {@link ErrorCode#USER_NOT_FOUND} for an unknown recipient,
     * {@link ErrorCode#FILE_NOT_FOUND} for a file that is not there or that the sender may not read,
     * {@link ErrorCode#FORBIDDEN} for a customer whom the kefu does not serve, {@link ErrorCode#SESSION_CLOSED} if the
     * kefu did until the session ended, {@link ErrorCode#CONFLICT} for another content under the same client message id, and
     * for a customer who is disabled.
     */
    public CompletionStage<Message> send(Principal caller, Command command) {
        try {
            Operation.SEND_MESSAGE.requireAllowed(caller);
            return (command.draft().type().isMedia() ? media(caller, command) : checked(caller, command))
                    .thenApply(message -> seen(caller, message));
        } catch (DomainException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }

    /** First of all the file: the sender must be able to read it, so that a message never lets anybody read more. */
    private CompletionStage<Message> media(Principal caller, Command command) {
        FileId file = command.draft().file().orElseThrow(() -> DomainException.of(ErrorCode.FILE_NOT_FOUND));
        return CompletableFuture.runAsync(() -> nameFile.name(caller, file, conversation(caller, command)), blocking)
                .thenCompose(named -> checked(caller, command));
    }

    private ConversationId conversation(Principal caller, Command command) {
        @Nullable UserId to = command.to();
        if (caller.role() == Role.CUSTOMER) {
            return ConversationIds.ofCustomer(caller.id());
        }
        User recipient = to == null ? null : users.find(to).orElse(null);
        if (recipient == null || caller.is(recipient.id())) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND);
        }
        return recipient.role().isStaff()
                ? ConversationIds.ofPair(caller.id(), recipient.id())
                : ConversationIds.ofCustomer(recipient.id());
    }

    private CompletionStage<Message> checked(Principal caller, Command command) {
        return command.overlap() == null ? alone(caller, command) : overlapping(caller, command, command.overlap());
    }

    private Message seen(Principal caller, Message message) {
        users.touch(caller.id(), clock.instant());
        return message;
    }

    private CompletionStage<Message> alone(Principal caller, Command command) {
        return caller.role() == Role.CUSTOMER ? fromCustomer(caller, command) : fromStaff(caller, command);
    }

    /** The usual step at once; whatever that does not settle, in its turn. */
    private CompletionStage<Message> overlapping(Principal caller, Command command, Overlap overlap) {
        @Nullable UserId to = command.to();
        if (caller.role() != Role.CUSTOMER && to == null) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND);
        }
        Rule rule = rule(caller);
        ConversationId conversation =
                ConversationIds.ofCustomer(to == null || rule == Rule.CUSTOMER ? caller.id() : to);
        Append append = append(caller, command, conversation, rule, rule == Rule.CUSTOMER && to == null);
        return log.append(append)
                .thenCompose(appended -> needsMore(appended)
                        ? overlap.before()
                                .handle((done, failure) -> command.alone())
                                .thenCompose(again -> send(caller, again))
                        : CompletableFuture.completedStage(storedOrRefused(appended)));
    }

    private static Rule rule(Principal caller) {
        return switch (caller.role()) {
            case CUSTOMER -> Rule.CUSTOMER;
            case KEFU -> Rule.SERVING;
            case ADMIN -> Rule.ADMIN;
        };
    }

    private CompletionStage<Message> fromCustomer(Principal caller, Command command) {
        ConversationId conversation = ConversationIds.ofCustomer(caller.id());
        return log.append(append(caller, command, conversation, Rule.CUSTOMER, command.to() == null))
                .thenCompose(appended -> needsMore(appended)
                        ? CompletableFuture.supplyAsync(
                                () -> fromCustomerStepByStep(caller, command, conversation), blocking)
                        : CompletableFuture.completedStage(storedOrRefused(appended)));
    }

    private Message fromCustomerStepByStep(Principal caller, Command command, ConversationId conversation) {
        if (command.to() != null) {
            requireStaff(command.to());
        }
        Append append = append(caller, command, conversation, Rule.CUSTOMER, true);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Appended appended = await(log.append(append));
            if (!(appended instanceof Appended.Refused refused) || refused.why() != Refusal.NO_OPEN_SESSION) {
                return storedOrRefused(appended);
            }
            openSession.open(caller, new OpenSession.Command(caller.id(), Session.DEFAULT_TYPE, command.to()));
        }
        throw DomainException.of(ErrorCode.SESSION_CLOSED);
    }

    private CompletionStage<Message> fromStaff(Principal caller, Command command) {
        @Nullable UserId to = command.to();
        if (to == null || caller.is(to)) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND);
        }
        ConversationId conversation = ConversationIds.ofCustomer(to);
        return log.append(append(caller, command, conversation, rule(caller), false))
                .thenCompose(appended -> needsMore(appended)
                        ? CompletableFuture.supplyAsync(
                                () -> fromStaffStepByStep(caller, command, to, appended), blocking)
                        : CompletableFuture.completedStage(storedOrRefused(appended)));
    }

    private static boolean needsMore(Appended appended) {
        return appended instanceof Appended.Refused refused && refused.why() != Refusal.CLIENT_ID_TAKEN;
    }

    /** What the first step refused: a customer who is not served, another kefu, or nobody. */
    private Message fromStaffStepByStep(Principal caller, Command command, UserId to, Appended refusal) {
        User recipient = users.find(to).orElseThrow(() -> DomainException.of(ErrorCode.USER_NOT_FOUND));
        if (recipient.role().isStaff()) {
            ConversationId pair = ConversationIds.ofPair(caller.id(), to);
            return storedOrRefused(await(log.append(append(caller, command, pair, Rule.PAIR, true))));
        }
        if (caller.role() == Role.ADMIN) {
            if (recipient.disabled()) {
                throw DomainException.of(ErrorCode.CONFLICT, Violation.of("to_user_id", Reason.GONE));
            }
            ConversationId conversation = ConversationIds.ofCustomer(to);
            return storedOrRefused(await(log.append(append(caller, command, conversation, Rule.ADMIN, true))));
        }
        return storedOrRefused(refusal);
    }

    private void requireStaff(UserId id) {
        Optional<User> user = users.find(id);
        if (user.isEmpty() || !user.get().role().isStaff()) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND);
        }
    }

    private Append append(
            Principal caller, Command command, ConversationId conversation, Rule rule, boolean toIsKnown) {
        return new Append(
                conversation,
                rule,
                caller.id(),
                caller.name(),
                command.to(),
                toIsKnown,
                command.draft(),
                command.origin(),
                command.overlap() == null ? null : command.overlap().session(),
                clock.instant());
    }

    private static Message storedOrRefused(Appended appended) {
        return switch (appended) {
            case Appended.Stored stored -> stored.message();
            case Appended.Refused refused -> throw DomainException.of(codeOf(refused.why()));
        };
    }

    private static ErrorCode codeOf(Refusal why) {
        return switch (why) {
            case NO_OPEN_SESSION, SESSION_CLOSED -> ErrorCode.SESSION_CLOSED;
            case UNKNOWN_RECIPIENT -> ErrorCode.USER_NOT_FOUND;
            case NOT_SERVING -> ErrorCode.FORBIDDEN;
            case CLIENT_ID_TAKEN -> ErrorCode.CONFLICT;
        };
    }

    private static Appended await(CompletionStage<Appended> stage) {
        return stage.toCompletableFuture().join();
    }

    /**
     * A message to send.
     *
     * @param to whom; null for {@code support}, which a customer may write instead of a kefu's id
     * @param origin the connection that sends, which gets no push of it; null for none
     * @param overlap what is known of earlier sends of the same origin that are under way; null if none is
     */
    public record Command(
            @Nullable UserId to,
            Draft draft,
            @Nullable String origin,
            @Nullable Overlap overlap) {
        /** The word that a customer may write instead of a kefu's id. */
        public static final String SUPPORT = "support";

        private Command alone() {
            return new Command(to, draft, origin, null);
        }
    }

    /**
     * Lets a send begin before earlier ones of the same origin have ended, without overtaking them: the same recipient was
     * written to in this session, so either the usual step settles all of them, in their order, or the session has changed and
     * it settles none.
     *
     * @param session the session in which the message must be stored if it overlaps
     * @param before completes when the earlier ones have ended
     */
    public record Overlap(SessionId session, CompletionStage<?> before) {}
}
