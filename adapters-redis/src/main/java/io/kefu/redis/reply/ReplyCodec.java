package io.kefu.redis.reply;

import io.kefu.domain.reply.CannedReply;
import io.kefu.domain.reply.ReplyId;
import io.kefu.domain.reply.ReplyOwner;
import io.kefu.domain.user.UserId;
import io.kefu.redis.document.JsonDocument;
import java.util.Objects;

/** Writes and reads the JSON documents of canned replies, and the names of their owners. */
public final class ReplyCodec {
    /** Stands for all kefu and admins. It is no valid id of a user. */
    private static final String EVERYONE = "*";

    private ReplyCodec() {}

    static String document(CannedReply reply) {
        return new JsonDocument()
                .with("id", reply.id().value())
                .with("shortcut", reply.shortcut())
                .with("content", reply.content())
                .json();
    }

    static CannedReply reply(ReplyOwner owner, String json) {
        JsonDocument document = JsonDocument.parse(json);
        return new CannedReply(
                new ReplyId(required(document, "id")),
                owner,
                required(document, "shortcut"),
                required(document, "content"));
    }

    static String name(ReplyOwner owner) {
        return switch (owner) {
            case ReplyOwner.Everyone everyone -> EVERYONE;
            case ReplyOwner.Staff staff -> staff.id().value();
        };
    }

    /** The owner of this name. */
    public static ReplyOwner owner(String name) {
        return name.equals(EVERYONE) ? new ReplyOwner.Everyone() : new ReplyOwner.Staff(new UserId(name));
    }

    private static String required(JsonDocument document, String name) {
        return Objects.requireNonNull(document.text(name));
    }
}
