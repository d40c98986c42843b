package io.kefu.domain.session;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;
import io.kefu.domain.user.Metadata;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a session by which nothing is decided. The service stores and shows them. Details are made from {@link
 * #NONE} with the {@code with…} methods.
 *
 * @param metadata data that was attached at the opening; null for none
 * @param rating the rating by the customer; null if the session is not rated
 * @param transfers the transfers, oldest first; only the newest {@value Transfer#KEPT} are kept; only staff see them
 * @param tags at most {@value #MAX_TAGS} different words of 1 to {@value #MAX_TAG} characters, without control characters and
 *     without white space at the ends; only staff see them
 */
public record SessionDetails(
        @Nullable Metadata metadata, @Nullable Rating rating, List<Transfer> transfers, List<String> tags) {
    public static final int MAX_TAGS = 10;
    public static final int MAX_TAG = 32;
    public static final SessionDetails NONE = new SessionDetails(null, null, List.of(), List.of());

    public SessionDetails {
        transfers = List.copyOf(transfers);
        tags = List.copyOf(tags);
        if (tags.size() > MAX_TAGS) {
            throw DomainException.invalid("tags", Reason.LENGTH, 0, MAX_TAGS);
        }
        tags.forEach(tag -> Texts.requireLine("tags", tag, MAX_TAG));
        if (Set.copyOf(tags).size() < tags.size() || tags.stream().anyMatch(tag -> !tag.equals(tag.strip()))) {
            throw DomainException.invalid("tags", Reason.MALFORMED);
        }
    }

    /** The details with this metadata; null keeps the present metadata. */
    public SessionDetails withMetadata(@Nullable Metadata given) {
        return given == null ? this : new SessionDetails(given, rating, transfers, tags);
    }

    /** The details with this rating; null keeps the present rating. */
    public SessionDetails withRating(@Nullable Rating given) {
        return given == null ? this : new SessionDetails(metadata, given, transfers, tags);
    }

    /** The details with these transfers, without the oldest of them if there are too many. */
    public SessionDetails withTransfers(List<Transfer> given) {
        return new SessionDetails(
                metadata,
                rating,
                given.stream().skip(Math.max(0, given.size() - Transfer.KEPT)).toList(),
                tags);
    }

    public SessionDetails with(Transfer transfer) {
        return withTransfers(
                Stream.concat(transfers.stream(), Stream.of(transfer)).toList());
    }

    /** The details with these tags instead of the present ones. */
    public SessionDetails withTags(List<String> given) {
        return new SessionDetails(metadata, rating, transfers, given);
    }
}
