package io.kefu.redis.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.reply.port.ReplyList;
import io.kefu.domain.reply.CannedReply;
import io.kefu.domain.reply.ReplyId;
import io.kefu.domain.reply.ReplyOwner;
import io.kefu.domain.user.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyCacheTest {
    private final ReplyCache cache = new ReplyCache(20);

    @Test
    void theLeastRecentlyUsedListIsForgotten() {
        cache.put(owner("a"), "1", list("aaaa"));
        cache.put(owner("b"), "1", list("bbbb"));
        assertThat(cache.get(owner("a"), "1")).isPresent();
        cache.put(owner("c"), "1", list("cccc"));
        assertThat(cache.get(owner("b"), "1")).isEmpty();
        assertThat(cache.get(owner("a"), "1")).isPresent();
        assertThat(cache.get(owner("c"), "1")).isPresent();
    }

    @Test
    void onlyTheLastVersionIsKept() {
        cache.put(owner("a"), "1", list("aaaa"));
        cache.put(owner("a"), "2", list("bbbb"));
        assertThat(cache.get(owner("a"), "1")).isEmpty();
        assertThat(cache.get(owner("a"), "2")).contains(list("bbbb"));
        cache.put(owner("b"), "1", list("cccc"));
        assertThat(cache.get(owner("a"), "2")).isPresent();
    }

    @Test
    void aListThatIsTooLongIsNotKept() {
        cache.put(owner("a"), "1", list("a".repeat(11)));
        assertThat(cache.get(owner("a"), "1")).isEmpty();
        cache.put(owner("b"), "1", list("bbbb"));
        assertThat(cache.get(owner("b"), "1")).isPresent();
    }

    private static ReplyOwner owner(String id) {
        return new ReplyOwner.Staff(new UserId(id));
    }

    /** A list with the given content, which is counted twice: as typed and folded. */
    private static ReplyList list(String content) {
        return ReplyList.of(
                List.of(new CannedReply(ReplyId.ofKey("0".repeat(16)), new ReplyOwner.Everyone(), "s", content)));
    }
}
