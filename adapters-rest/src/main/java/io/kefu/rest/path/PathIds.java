package io.kefu.rest.path;

import io.kefu.domain.block.BlockId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import io.kefu.domain.message.MessageId;
import io.kefu.domain.reply.ReplyId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.util.function.Function;

/**
 * Reads ids in paths. A malformed id gets the same answer as an unknown one: 404 with the code of the resource. Controllers read
 * the id after the body and the query, so that violations there are answered first.
 */
public final class PathIds {
    /**
     * The pattern of a route's variable: it matches a whole segment of the path. The server's default pattern does not match
     * {@code +}, which ids may contain, {@code &} and {@code ;}.
     */
    public static final String SEGMENT = "[^/]+";

    private PathIds() {}

    /** A user's id; refuses with {@code USER_NOT_FOUND}. */
    public static UserId user(String text) {
        return read(text, id -> UserId.of("user_id", id), ErrorCode.USER_NOT_FOUND);
    }

    /** A session's id; refuses with {@code SESSION_NOT_FOUND}. */
    public static SessionId session(String text) {
        return read(text, SessionId::new, ErrorCode.SESSION_NOT_FOUND);
    }

    /** A file's id; refuses with {@code FILE_NOT_FOUND}. */
    public static FileId file(String text) {
        return read(text, FileId::new, ErrorCode.FILE_NOT_FOUND);
    }

    /** A canned reply's id; refuses with {@code REPLY_NOT_FOUND}. */
    public static ReplyId reply(String text) {
        return read(text, ReplyId::new, ErrorCode.REPLY_NOT_FOUND);
    }

    /** A message's id; refuses with {@code MESSAGE_NOT_FOUND}. */
    public static MessageId message(String text) {
        return read(text, MessageId::new, ErrorCode.MESSAGE_NOT_FOUND);
    }

    /** A block's id; refuses with {@code BLOCK_NOT_FOUND}. */
    public static BlockId block(String text) {
        return read(text, BlockId::new, ErrorCode.BLOCK_NOT_FOUND);
    }

    /** An id whose constructor checks its form; refuses with the given code. */
    public static <T> T read(String text, Function<String, T> reader, ErrorCode otherwise) {
        try {
            return reader.apply(text);
        } catch (DomainException malformed) {
            throw DomainException.of(otherwise);
        }
    }
}
