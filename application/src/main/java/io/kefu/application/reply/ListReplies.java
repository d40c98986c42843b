package io.kefu.application.reply;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.reply.port.Replies;
import io.kefu.domain.reply.CannedReply;
import io.kefu.domain.text.Texts;

/** Lists canned replies: first the caller's own, then the shared ones, each ordered by shortcut. */
@UseCase
public final class ListReplies {
    private final Replies replies;

    public ListReplies(Replies replies) {
        this.replies = replies;
    }

    /** A page of the replies that fit a filter, with the exact total. Blocks. */
    public Page<CannedReply> list(Principal caller, Filter filter, PageRequest page) {
        Operation.LIST_REPLIES.requireAllowed(caller);
        return Page.of(
                ReplyRights.seenBy(caller)
                        .map(replies::of)
                        .flatMap(list -> list.matching(filter.prefix(), filter.contained()))
                        .toList(),
                page);
    }

    /**
     * Which replies to list. Case and width make no difference.
     *
     * @param prefix the beginning of the shortcut; empty for all replies
     * @param contained a text that the shortcut or the content contains; empty for all replies
     */
    public record Filter(String prefix, String contained) {
        /** The longest text that a reply must contain, in code points. */
        public static final int MAX_CONTAINED = 100;

        public Filter {
            Texts.require("prefix", prefix, 0, CannedReply.MAX_SHORTCUT);
            Texts.require("q", contained, 0, MAX_CONTAINED);
        }
    }
}
