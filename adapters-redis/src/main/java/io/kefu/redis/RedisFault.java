package io.kefu.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.RedisProtocolException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A reason why Redis cannot execute commands at present. This is the only class that knows the error texts of Redis and
 * the exceptions of its driver.
 *
 * <p>The error of a script contains the error of the command that failed in it: at the beginning or, before Redis 7, in
 * the middle after a minus sign. The patterns below are therefore searched in the whole text.
 * The first constant with a matching pattern is the fault; if there is none, the first one with a matching type.
 */
public enum RedisFault {
    OUT_OF_MEMORY("its memory is full (OOM): raise maxmemory", "\\bOOM\\b"),
    READ_ONLY("it is a replica that accepts no writes (READONLY)", "\\bREADONLY\\b"),
    CANNOT_SAVE("it cannot write to its disk and therefore refuses writes (MISCONF)", "\\bMISCONF\\b"),
    NO_REPLICAS("fewer replicas are connected than min-replicas-to-write asks for (NOREPLICAS)", "\\bNOREPLICAS\\b"),
    // Before Redis 7, the error of a script has no code for this, only words.
    NO_PERMISSION(
            "its access control list (ACL) does not let the user do this (NOPERM)",
            "\\bNOPERM\\b|ACL failure in script|executing the script can't"),
    WRONG_PASSWORD(
            "it does not accept the user and password (WRONGPASS)",
            "\\bWRONGPASS\\b|invalid password|without any password configured"),
    NO_PASSWORD("it requires a password, and none is configured (NOAUTH)", "\\bNOAUTH\\b"),
    PROTECTED("it is in protected mode and takes no connections from other machines (DENIED)", "\\bDENIED Redis\\b"),
    TOO_MANY_CLIENTS("it has as many connections as it allows (maxclients)", "max number of clients"),
    LOADING("it is loading its data (LOADING)", "\\bLOADING\\b"),
    BUSY("it is busy with a script (BUSY)", "\\bBUSY\\b"),
    MASTER_DOWN("it is a replica without a connection to its master (MASTERDOWN)", "\\bMASTERDOWN\\b"),
    CLUSTER_INCOMPLETE(
            "the Redis Cluster is not complete (CLUSTERDOWN)",
            "\\bCLUSTERDOWN\\b|No master serves|Cannot determine a partition|contains no partitions"),
    // A slot is being moved, or the server belongs to a Cluster although the driver was told that it is a single
    // server.
    SLOT_ELSEWHERE(
            "another node of the Redis Cluster serves the slot (MOVED); list the nodes of a Cluster in REDIS_URIS",
            "\\bMOVED\\b|\\bASK\\b|\\bTRYAGAIN\\b"),
    NOT_A_CLUSTER(
            "it does not belong to a Redis Cluster; set the address of a single server in REDIS_URI",
            "cluster support disabled"),
    NO_DATABASE(
            "it has no database of the number at the end of the address", "DB index is out of range|invalid DB index"),
    NO_MASTER(
            "no Sentinel answers, or none knows a master of the name after the #",
            "Cannot provide redisAddress using sentinel|Cannot connect Redis Sentinel|[Mm]aster.*not found"),
    TLS(
            "no encrypted connection can be made; rediss:// means TLS and redis:// means none, and the certificate"
                    + " must be valid",
            "SSLEngine closed already|Invalid first byte: 21\\b",
            SSLException.class),
    NOT_REDIS(
            "it does not answer like a Redis: another program may listen there, or the server expects TLS (rediss://)",
            "Invalid first byte",
            RedisProtocolException.class),
    TOO_SLOW("it does not answer in time", null, RedisCommandTimeoutException.class, TimeoutException.class),
    UNREACHABLE("it cannot be reached", null, ConnectException.class, UnknownHostException.class),
    DISCONNECTED(
            "the connection was lost; a Redis with TLS (rediss://) closes connections without TLS",
            null,
            IOException.class,
            CancellationException.class);

    private static final Set<RedisFault> OF_WRITES =
            EnumSet.of(OUT_OF_MEMORY, READ_ONLY, CANNOT_SAVE, NO_REPLICAS, NO_PERMISSION);

    private final String text;
    private final @Nullable Pattern words;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes an immutable list
    private final List<Class<?>> types;

    RedisFault(String text, @Nullable String words, Class<?>... types) {
        this.text = text;
        this.words = words == null ? null : Pattern.compile(words);
        this.types = List.of(types);
    }

    /** The explanation, as the end of a sentence about Redis. It contains no text of Redis or of the driver. */
    public String text() {
        return text;
    }

    /**
     * Returns the fault that caused a failure.
     *
     * @return empty for a failure that does not pass by itself, such as a command that Redis does not understand
     */
    public static Optional<RedisFault> of(@Nullable Throwable failure) {
        Set<Throwable> all = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(failure, all);
        return first(fault -> all.stream().anyMatch(fault::matches))
                .or(() -> first(fault -> all.stream().anyMatch(fault::isOfType)))
                .or(() -> all.stream().anyMatch(RedisFault::isDriverFailure)
                        ? Optional.of(DISCONNECTED)
                        : Optional.empty());
    }

    /** Whether Redis refused a write, so that commands that only read may succeed nevertheless. */
    public static boolean isRefusedWrite(@Nullable Throwable failure) {
        return of(failure).filter(OF_WRITES::contains).isPresent();
    }

    private static Optional<RedisFault> first(Predicate<RedisFault> condition) {
        return Arrays.stream(values()).filter(condition).findFirst();
    }

    /** If the driver tried several addresses, the failure of each is a suppressed exception. */
    private static void collect(@Nullable Throwable failure, Set<Throwable> all) {
        if (failure != null && all.add(failure)) {
            collect(failure.getCause(), all);
            for (Throwable suppressed : failure.getSuppressed()) {
                collect(suppressed, all);
            }
        }
    }

    private boolean matches(Throwable failure) {
        return words != null
                && failure instanceof RedisException
                && words.matcher(String.valueOf(failure.getMessage())).find();
    }

    private boolean isOfType(Throwable failure) {
        return types.stream().anyMatch(type -> type.isInstance(failure));
    }

    /** Whether the exception comes from the driver and is not an error that Redis answered to a command. */
    private static boolean isDriverFailure(Throwable failure) {
        return failure instanceof RedisException && !(failure instanceof RedisCommandExecutionException);
    }
}
