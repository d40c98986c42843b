package io.kefu.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.RedisProtocolException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A reason why Redis cannot execute commands at present. This is the only class that knows the error texts of Redis and
 * the exceptions of its driver.
 *
 * <p>The error of a script contains the error of the command that failed in it: at the beginning or, before Redis 7, in
 * the middle after a minus sign. The patterns below are therefore searched in the whole text.
 */
public enum RedisFault {
    /** The memory limit is reached. */
    OUT_OF_MEMORY("its memory is full (OOM): raise maxmemory", "\\bOOM\\b"),
    /** It is a replica. */
    READ_ONLY("it is a replica that accepts no writes (READONLY)", "\\bREADONLY\\b"),
    /** It cannot write its append-only file or snapshot. */
    CANNOT_SAVE("it cannot write to its disk and therefore refuses writes (MISCONF)", "\\bMISCONF\\b"),
    /** Too few replicas are connected. */
    NO_REPLICAS("fewer replicas are connected than min-replicas-to-write asks for (NOREPLICAS)", "\\bNOREPLICAS\\b"),
    /** The user may not run the command. Before Redis 7, the error of a script has no code for this, only words. */
    NO_PERMISSION(
            "its access control list (ACL) does not let the user do this (NOPERM)",
            "\\bNOPERM\\b|ACL failure in script|executing the script can't"),
    /** The user or password is wrong. */
    WRONG_PASSWORD(
            "it does not accept the user and password (WRONGPASS)",
            "\\bWRONGPASS\\b|invalid password|without any password configured"),
    /** It requires a password. */
    NO_PASSWORD("it requires a password, and none is configured (NOAUTH)", "\\bNOAUTH\\b"),
    /** It accepts connections from its own machine only. */
    PROTECTED("it is in protected mode and takes no connections from other machines (DENIED)", "\\bDENIED Redis\\b"),
    /** It has too many connections. */
    TOO_MANY_CLIENTS("it has as many connections as it allows (maxclients)", "max number of clients"),
    /** It is loading its data. */
    LOADING("it is loading its data (LOADING)", "\\bLOADING\\b"),
    /** A script has been running for too long. */
    BUSY("it is busy with a script (BUSY)", "\\bBUSY\\b"),
    /** A replica has lost its master. */
    MASTER_DOWN("it is a replica without a connection to its master (MASTERDOWN)", "\\bMASTERDOWN\\b"),
    /** The Cluster does not serve all slots. */
    CLUSTER_INCOMPLETE(
            "the Redis Cluster is not complete (CLUSTERDOWN)",
            "\\bCLUSTERDOWN\\b|No master serves|Cannot determine a partition|contains no partitions"),
    /**
     * A slot is being moved, or the server belongs to a Cluster although the driver was told that it is a single
     * server.
     */
    SLOT_ELSEWHERE(
            "another node of the Redis Cluster serves the slot (MOVED); list the nodes of a Cluster in REDIS_URIS",
            "\\bMOVED\\b|\\bASK\\b|\\bTRYAGAIN\\b"),
    /** It is not part of a Cluster, although the configuration says so. */
    NOT_A_CLUSTER(
            "it does not belong to a Redis Cluster; set the address of a single server in REDIS_URI",
            "cluster support disabled"),
    /** It has no database of this number. */
    NO_DATABASE(
            "it has no database of the number at the end of the address", "DB index is out of range|invalid DB index"),
    /** No Sentinel knows a master of this name. */
    NO_MASTER(
            "no Sentinel answers, or none knows a master of the name after the #",
            "Cannot provide redisAddress using sentinel|Cannot connect Redis Sentinel|[Mm]aster.*not found"),
    /** One side uses TLS, and the other does not. */
    TLS(
            "no encrypted connection can be made; rediss:// means TLS and redis:// means none, and the certificate"
                    + " must be valid",
            "SSLEngine closed already|Invalid first byte: 21\\b"),
    /** Another program listens at the address. */
    NOT_REDIS(
            "it does not answer like a Redis: another program may listen there, or the server expects TLS (rediss://)",
            "Invalid first byte"),
    /** It is too slow. */
    TOO_SLOW("it does not answer in time", null),
    /** Nothing listens at the address, or the host name is unknown. */
    UNREACHABLE("it cannot be reached", null),
    /** The connection was lost. */
    DISCONNECTED("the connection was lost; a Redis with TLS (rediss://) closes connections without TLS", null);

    private final String text;
    private final @Nullable Pattern words;

    RedisFault(String text, @Nullable String words) {
        this.text = text;
        this.words = words == null ? null : Pattern.compile(words);
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
        for (RedisFault fault : values()) {
            if (all.stream().anyMatch(fault::matches)) {
                return Optional.of(fault);
            }
        }
        if (isAny(all, SSLException.class)) {
            return Optional.of(TLS);
        }
        if (isAny(all, RedisProtocolException.class)) {
            return Optional.of(NOT_REDIS);
        }
        if (isAny(all, RedisCommandTimeoutException.class) || isAny(all, TimeoutException.class)) {
            return Optional.of(TOO_SLOW);
        }
        if (isAny(all, ConnectException.class) || isAny(all, UnknownHostException.class)) {
            return Optional.of(UNREACHABLE);
        }
        boolean isLost = isAny(all, IOException.class)
                || isAny(all, CancellationException.class)
                || all.stream().anyMatch(RedisFault::isDriverFailure);
        return isLost ? Optional.of(DISCONNECTED) : Optional.empty();
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

    private static boolean isAny(Set<Throwable> all, Class<? extends Throwable> type) {
        return all.stream().anyMatch(type::isInstance);
    }

    /** Whether the exception comes from the driver and is not an error that Redis answered to a command. */
    private static boolean isDriverFailure(Throwable failure) {
        return failure instanceof RedisException && !(failure instanceof RedisCommandExecutionException);
    }
}
