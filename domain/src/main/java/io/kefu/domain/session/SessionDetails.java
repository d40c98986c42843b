package io.kefu.domain.session;

import io.kefu.domain.user.Metadata;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a session by which nothing is decided. The service stores and shows them. Details are made from {@link
 * #NONE} with the {@code with…} methods.
 *
 * @param metadata data that was attached at the opening; null for none
 * @param rating the rating by the customer; null if the session is not rated
 * @param handovers the handovers, oldest first; only the newest {@value Handover#KEPT} are kept
 */
public record SessionDetails(
        @Nullable Metadata metadata, @Nullable Rating rating, List<Handover> handovers) {
    public static final SessionDetails NONE = new SessionDetails(null, null, List.of());

    public SessionDetails {
        handovers = List.copyOf(handovers);
    }

    /** The details with this metadata; null keeps the present metadata. */
    public SessionDetails withMetadata(@Nullable Metadata given) {
        return given == null ? this : new SessionDetails(given, rating, handovers);
    }

    /** The details with this rating; null keeps the present rating. */
    public SessionDetails withRating(@Nullable Rating given) {
        return given == null ? this : new SessionDetails(metadata, given, handovers);
    }

    /** The details with these handovers, without the oldest of them if there are too many. */
    public SessionDetails withHandovers(List<Handover> given) {
        return new SessionDetails(
                metadata,
                rating,
                given.stream().skip(Math.max(0, given.size() - Handover.KEPT)).toList());
    }

    /** The details with one more handover. */
    public SessionDetails with(Handover handover) {
        return withHandovers(
                Stream.concat(handovers.stream(), Stream.of(handover)).toList());
    }
}
