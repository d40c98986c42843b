package io.kefu.rest.file;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Bounds how many uploads a node has under way. Each may hold in memory what a form has besides its file, and a part on its
 * way to a bucket. Safe for many threads.
 */
final class UploadPlaces {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final int atOnce;
    private final Map<UserId, Integer> ofUsers = new HashMap<>();
    private int taken;

    /**
     * Makes them, all free.
     *
     * @param atOnce how many there are; one user may have half of them
     */
    UploadPlaces(int atOnce) {
        this.atOnce = atOnce;
    }

    /** Takes one. */
    synchronized Place take(UserId user) {
        if (taken >= atOnce) {
            throw DomainException.unavailable(SOON);
        }
        int own = ofUsers.getOrDefault(user, 0);
        if (own >= Math.max(1, atOnce / 2)) {
            throw DomainException.rateLimited(SOON);
        }
        ofUsers.put(user, own + 1);
        taken++;
        return new Place(user);
    }

    private synchronized void free(UserId user) {
        ofUsers.computeIfPresent(user, (key, own) -> own == 1 ? null : own - 1);
        taken--;
    }

    /** One upload's place, held by whoever took it. */
    final class Place {
        private final UserId user;
        private int holders = 1;

        private Place(UserId user) {
            this.user = user;
        }

        /** Holds it as well; false if it was given back. */
        synchronized boolean hold() {
            if (holders == 0) {
                return false;
            }
            holders++;
            return true;
        }

        /** Gives it back, once for each who holds it. */
        synchronized void release() {
            holders--;
            if (holders == 0) {
                free(user);
            }
        }
    }
}
