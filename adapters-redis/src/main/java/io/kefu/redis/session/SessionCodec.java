package io.kefu.redis.session;

import static io.kefu.redis.Fields.time;

import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.session.Transfer;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import io.kefu.redis.document.JsonDocument;
import io.kefu.redis.script.Reply;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sessions as {@code session.lua} returns them, and reads and writes the document with the details. */
final class SessionCodec {
    private SessionCodec() {}

    static Session session(SessionId id, Reply fields) {
        String kefu = fields.text(1);
        String closedAt = fields.textOrNull(5);
        return new Session(
                id,
                new UserId(fields.text(0)),
                kefu.isEmpty() ? null : new UserId(kefu),
                SessionState.ofWord(fields.text(2)).orElseThrow(),
                fields.text(3),
                time(fields.text(4)),
                closedAt == null ? null : new Ending(time(closedAt), fields.text(6)),
                Long.parseLong(fields.text(7)),
                details(fields.textOrNull(9), fields.textOrNull(10)));
    }

    /** The tags as scripts know them: separated by line breaks, which no tag contains. */
    static String tags(SessionDetails details) {
        return String.join("\n", details.tags());
    }

    /** The version of the document; 0 if there is none. */
    static long version(Reply fields) {
        String version = fields.textOrNull(8);
        return version == null ? 0 : Long.parseLong(version);
    }

    static String document(SessionDetails details) {
        Metadata metadata = details.metadata();
        Rating rating = details.rating();
        return new JsonDocument()
                .with("metadata", metadata == null ? null : metadata.json())
                .with("rating", rating == null ? null : rating(rating))
                .with(
                        "transfers",
                        details.transfers().stream().map(SessionCodec::transfer).toList())
                .json();
    }

    private static SessionDetails details(@Nullable String json, @Nullable String tags) {
        if (json == null) {
            return SessionDetails.NONE;
        }
        JsonDocument document = JsonDocument.parse(json);
        String metadata = document.text("metadata");
        return SessionDetails.NONE
                .withMetadata(metadata == null ? null : new Metadata(metadata))
                .withRating(
                        document.document("rating").map(SessionCodec::rating).orElse(null))
                .withTransfers(document.documents("transfers").stream()
                        .map(SessionCodec::transfer)
                        .toList())
                .withTags(tags == null ? List.of() : List.of(tags.split("\n", -1)));
    }

    private static JsonDocument rating(Rating rating) {
        return new JsonDocument().with("score", rating.score()).with("comment", rating.comment());
    }

    private static Rating rating(JsonDocument document) {
        return new Rating(Math.toIntExact(document.number("score").orElseThrow()), document.text("comment"));
    }

    private static JsonDocument transfer(Transfer transfer) {
        return new JsonDocument()
                .with("from", text(transfer.from()))
                .with("to", text(transfer.to()))
                .with("note", transfer.note())
                .with("at", transfer.at().toEpochMilli());
    }

    private static Transfer transfer(JsonDocument document) {
        return new Transfer(
                user(document.text("from")),
                user(document.text("to")),
                document.text("note"),
                Instant.ofEpochMilli(document.number("at").orElseThrow()));
    }

    private static @Nullable String text(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    private static @Nullable UserId user(@Nullable String id) {
        return id == null ? null : new UserId(id);
    }
}
