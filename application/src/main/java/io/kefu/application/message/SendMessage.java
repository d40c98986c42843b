package io.kefu.application.message;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.concurrent.port.BlockingExecutor;
import io.kefu.application.file.MentionFile;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.Refusal;
import io.kefu.application.session.OpenSession;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message. The message is stored once the stage completes, and the same step of the log publishes it.
 *
 * <p>A text message usually needs one append, which also checks that the sender may write. If the append is refused
 * because something may be missing, such as an open session or a look-up of the recipient, the message is handled again
 * on a thread that may block. A message with a file is always handled there. That thread looks up the recipient, checks
 * the file, opens a session if necessary, and appends.
 *
 * <p>Calls do not wait for each other. A caller that needs an order waits for the earlier stage, or names the session of
 * the earlier message.
 */
@UseCase
public final class SendMessage {
    private static final int ATTEMPTS = 3;

    private final MessageLog log;
    private final OpenSession openSession;
    private final UserStore users;
    private final MentionFile mentionFile;
    private final BlockingExecutor blocking;
    private final InstantSource clock;

    public SendMessage(
            MessageLog log,
            OpenSession openSession,
            UserStore users,
            MentionFile mentionFile,
            BlockingExecutor blocking,
            InstantSource clock) {
        this.log = log;
        this.openSession = openSession;
        this.users = users;
        this.mentionFile = mentionFile;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * Sends. The stage fails with a {@code DomainException}: {@link ErrorCode#USER_NOT_FOUND} for an unknown recipient,
     * {@link ErrorCode#FILE_NOT_FOUND} for a file that does not exist or that the sender may not read,
     * {@link ErrorCode#FORBIDDEN} for a customer whom the kefu does not serve, {@link ErrorCode#SESSION_CLOSED} if the
     * kefu served the customer until the session ended or the named session is not open, {@link ErrorCode#CONFLICT} for
     * another content under the same client message id and for a customer who is disabled.
     */
    public CompletionStage<Message> send(Principal caller, Command command) {
        try {
            Operation.SEND_MESSAGE.requireAllowed(caller);
            return store(caller, command).thenApply(message -> {
                users.touch(caller.id(), clock.instant());
                return message;
            });
        } catch (DomainException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }

    private CompletionStage<Message> store(Principal caller, Command command) {
        Destination usual = Destination.usual(caller, command.to());
        if (command.draft().type().isMedia()) {
            return CompletableFuture.supplyAsync(() -> lookUpAndStore(caller, command), blocking);
        }
        return append(caller, command, usual)
                .thenCompose(appended -> command.session() == null && lacksSomething(appended)
                        ? CompletableFuture.supplyAsync(() -> lookUpAndStore(caller, command), blocking)
                        : CompletableFuture.completedStage(storedOrRefused(appended)));
    }

    private static boolean lacksSomething(Appended appended) {
        return appended instanceof Appended.Refused refused && refused.why() != Refusal.CLIENT_ID_TAKEN;
    }

    /** Blocks. */
    private Message lookUpAndStore(Principal caller, Command command) {
        Destination destination = Destination.lookUp(users, caller, command.to());
        if (command.draft().type().isMedia()) {
            FileId file = command.draft().file().orElseThrow(() -> DomainException.of(ErrorCode.FILE_NOT_FOUND));
            mentionFile.mention(caller, file, destination.conversation());
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Appended appended =
                    append(caller, command, destination).toCompletableFuture().join();
            if (!(appended instanceof Appended.Refused refused) || refused.why() != Refusal.NO_OPEN_SESSION) {
                return storedOrRefused(appended);
            }
            // Only a customer needs an open session.
            openSession.open(caller, new OpenSession.Command(caller.id(), Session.DEFAULT_TYPE, command.to()));
        }
        throw DomainException.of(ErrorCode.SESSION_CLOSED);
    }

    private CompletionStage<Appended> append(Principal caller, Command command, Destination destination) {
        return log.append(new Append(
                destination.conversation(),
                destination.rule(),
                caller.id(),
                caller.name(),
                command.to(),
                destination.isRecipientKnown(),
                command.draft(),
                command.origin(),
                command.session(),
                clock.instant()));
    }

    private static Message storedOrRefused(Appended appended) {
        return switch (appended) {
            case Appended.Stored stored -> stored.message();
            case Appended.Refused refused ->
                throw DomainException.of(
                        switch (refused.why()) {
                            case NO_OPEN_SESSION, SESSION_CLOSED -> ErrorCode.SESSION_CLOSED;
                            case UNKNOWN_RECIPIENT -> ErrorCode.USER_NOT_FOUND;
                            case NOT_SERVING -> ErrorCode.FORBIDDEN;
                            case CLIENT_ID_TAKEN -> ErrorCode.CONFLICT;
                        });
        };
    }

    /**
     * A message to send.
     *
     * @param to the recipient; null for {@code support}, which a customer may write instead of a kefu's id
     * @param origin the connection that sends, which gets no push of the message; null for none
     * @param session the session that must be open, or else the message is refused; no recipient is looked up and no
     *     session is opened, so that the message does not overtake earlier ones of that session; null for any session,
     *     and always null for a message with a file
     */
    public record Command(
            @Nullable UserId to,
            Draft draft,
            @Nullable String origin,
            @Nullable SessionId session) {
        /** The word that a customer may write instead of a kefu's id. */
        public static final String SUPPORT = "support";

        public Command {
            if (session != null && draft.type().isMedia()) {
                throw new IllegalArgumentException("A message with a file is not stored in one step");
            }
        }

        /** A message that is not sent through a socket. */
        public static Command of(@Nullable UserId to, Draft draft) {
            return new Command(to, draft, null, null);
        }
    }
}
