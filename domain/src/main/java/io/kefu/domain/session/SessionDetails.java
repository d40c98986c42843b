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
 * @param transfers the transfers, oldest first; only the newest {@value Transfer#KEPT} are kept
 */
public record SessionDetails(
        @Nullable Metadata metadata, @Nullable Rating rating, List<Transfer> transfers) {
    public static final SessionDetails NONE = new SessionDetails(null, null, List.of());

    public SessionDetails {
        transfers = List.copyOf(transfers);
    }

    /** The details with this metadata; null keeps the present metadata. */
    public SessionDetails withMetadata(@Nullable Metadata given) {
        return given == null ? this : new SessionDetails(given, rating, transfers);
    }

    /** The details with this rating; null keeps the present rating. */
    public SessionDetails withRating(@Nullable Rating given) {
        return given == null ? this : new SessionDetails(metadata, given, transfers);
    }

    /** The details with these transfers, without the oldest of them if there are too many. */
    public SessionDetails withTransfers(List<Transfer> given) {
        return new SessionDetails(
                metadata,
                rating,
                given.stream().skip(Math.max(0, given.size() - Transfer.KEPT)).toList());
    }

    public SessionDetails with(Transfer transfer) {
        return withTransfers(
                Stream.concat(transfers.stream(), Stream.of(transfer)).toList());
    }
}
