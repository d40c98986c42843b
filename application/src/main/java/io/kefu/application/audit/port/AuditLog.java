package io.kefu.application.audit.port;

import io.kefu.application.access.Principal;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.text.Texts;
import io.kefu.domain.text.Word;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers who did what, when, and from which address. A use case writes an entry like this:
 *
 * <pre>{@code
 * Act act = Act.of(caller, Action.ROLE_CHANGED, id.value()).with("to", role.word());
 * return audit.record(act, () -> users.update(id, change));
 * }</pre>
 *
 * <p>To add an action, add a constant to {@link Action} and a row to {@code docs/audit.md}, and record it around the change in
 * the use case, after all checks. Details are small facts such as a new limit. They never have the content of a message, a
 * password or a token.
 *
 * <p>An entry is written before its change, as unconfirmed, and confirmed after it. If the node or the store fails in between,
 * the entry stays unconfirmed: the change may have happened or not. So a change that happened always has an entry, as long as
 * the store keeps what it has acknowledged.
 *
 * <p>An entry is kept for {@link #LIFETIME}. Of each action, the newest {@value #MAX_OF_STAFF} entries of kefu and admins are
 * kept, and separately the newest {@value #MAX_OF_OTHERS} of everybody else, so that neither failed logins nor one busy action
 * can displace other entries.
 *
 * <p>Every method blocks. A store that does not answer in time throws a {@code DomainException} of code {@code
 * SERVICE_UNAVAILABLE}.
 */
public interface AuditLog {
    /** How long an entry is kept. */
    Duration LIFETIME = Duration.ofDays(400);

    /** How many entries of kefu and admins are kept of each action. */
    int MAX_OF_STAFF = 20_000;

    /** How many entries of customers and anonymous callers are kept of each action. */
    int MAX_OF_OTHERS = 5_000;

    /** Adds unconfirmed entries. One round trip, and one more while entries exceed a bound. Returns their ids. */
    List<String> begin(List<Act> acts);

    /** Marks entries as confirmed: their changes have happened. One round trip. */
    void confirm(List<String> ids);

    /** Removes entries whose changes were refused. Two round trips. */
    void withdraw(List<String> ids);

    /**
     * The entries that fit a filter, newest first. Two round trips, whatever the number of entries and the depth of the page.
     */
    Page<Entry> list(Filter filter, TimeRange times, PageRequest page);

    /** Records an act that changes nothing, such as a failed login. */
    default void record(Act act) {
        confirm(begin(List.of(act)));
    }

    /** Records an act and makes its change. */
    default <T> T record(Act act, Supplier<T> change) {
        return record(List.of(act), change);
    }

    /** Records an act and makes its change. */
    default void record(Act act, Runnable change) {
        record(List.of(act), () -> {
            change.run();
            return act;
        });
    }

    /**
     * Records several acts and makes the one change that they describe. Without acts, only makes the change.
     *
     * @param change what it throws is thrown on; a refusal other than {@code SERVICE_UNAVAILABLE} means that nothing has changed
     */
    default <T> T record(List<Act> acts, Supplier<T> change) {
        if (acts.isEmpty()) {
            return change.get();
        }
        List<String> ids = begin(acts);
        T result;
        try {
            result = change.get();
        } catch (DomainException refusal) {
            if (refusal.code() != ErrorCode.SERVICE_UNAVAILABLE) {
                withdraw(ids);
            }
            throw refusal;
        }
        confirm(ids);
        return result;
    }

    /** The kinds of acts that are recorded. The JSON name of an action is its constant in lower case. */
    enum Action implements Word {
        /** A kefu or admin logged in. */
        LOGIN,
        /** A login as kefu or admin failed. The target is the account; empty if it does not exist. */
        LOGIN_FAILED,
        LOGOUT,
        /** A kefu or admin was created. */
        USER_CREATED,
        PASSWORD_CHANGED,
        ROLE_CHANGED,
        /** The maximum number of sessions or the skills of a kefu were changed. */
        LIMITS_CHANGED,
        USER_DISABLED,
        USER_ENABLED,
        USER_EXPORTED,
        USER_ERASED,
        /** A session was transferred by somebody else than the kefu who served it. */
        SESSION_TRANSFERRED,
        FILE_DELETED,
        /** Messages that were older than the retention were removed. */
        MESSAGES_REMOVED,
        BLOCK_ADDED,
        BLOCK_REMOVED,
        HOURS_CHANGED,
        /** A shared reply was added; the target is its id. */
        REPLY_ADDED,
        REPLY_CHANGED,
        REPLY_REMOVED;

        private static final Map<String, Action> BY_WORD = Word.index(Action.class);

        /** The action of this word. */
        public static Optional<Action> ofWord(String word) {
            return Optional.ofNullable(BY_WORD.get(word));
        }
    }

    /**
     * One action of a caller on one target, as it is recorded.
     *
     * @param actor null for a caller who is not logged in
     * @param isOfStaff whether the actor is a kefu or admin
     * @param address the address of the client
     * @param target what it is done to: an id or a network, without spaces, at most 128 characters; empty if there is only one
     *     such thing
     * @param details small facts by name, sorted by name
     */
    record Act(
            @Nullable UserId actor,
            boolean isOfStaff,
            String address,
            Action action,
            String target,
            Map<String, String> details) {
        private static final int MAX_DETAIL = 200;

        public Act {
            details = Collections.unmodifiableMap(new TreeMap<>(details));
        }

        /** An act of a caller who is logged in. */
        public static Act of(Principal caller, Action action, String target) {
            return new Act(caller.id(), caller.isStaff(), caller.address(), action, target, Map.of());
        }

        /** An act of a caller who is not logged in. */
        public static Act ofAnyone(String address, Action action, String target) {
            return new Act(null, false, address, action, target, Map.of());
        }

        /** The same act with one more detail, of which at most 200 characters are kept. */
        public Act with(String name, Object value) {
            Map<String, String> all = new TreeMap<>(details);
            all.put(name, Texts.beginning(value.toString(), MAX_DETAIL));
            return new Act(actor, isOfStaff, address, action, target, all);
        }
    }

    /**
     * An entry of the log.
     *
     * @param isConfirmed whether the change has happened for certain
     */
    record Entry(String id, Instant at, Act act, boolean isConfirmed) {}

    /**
     * The entries to list.
     *
     * @param actor null for all
     * @param action null for all
     * @param target empty for all
     */
    record Filter(@Nullable UserId actor, @Nullable Action action, String target) {
        /** All entries. */
        public static final Filter ALL = new Filter(null, null, "");
    }
}
