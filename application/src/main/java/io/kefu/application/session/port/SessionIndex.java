package io.kefu.application.session.port;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.domain.analytics.TagCount;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions of all customers. Blocks. A store that does not answer in time throws a {@code DomainException} of code {@code
 * SERVICE_UNAVAILABLE}.
 */
public interface SessionIndex {
    /** How many tags are counted at most. */
    int MAX_COUNTED_TAGS = 1_000;

    /**
     * The sessions that fit a filter, newest first, with the exact total. Contains every change of a session that was complete
     * before the call. A few round trips, whatever the number of sessions and the depth of the page; if the filter has a customer,
     * the cost grows with the number of this customer's sessions.
     *
     * @param times when the sessions were opened
     */
    Page<SessionId> list(Filter filter, TimeRange times, PageRequest page);

    /**
     * Counts the sessions that were opened in a range of time by their present tags, the most frequent tag first. Of more than
     * {@value #MAX_COUNTED_TAGS} tags, only those that the most sessions of all times have are counted. Contains every change that
     * was complete before the call. A few round trips, whatever the number of sessions.
     */
    List<TagCount> countByTag(TimeRange times);

    /**
     * The sessions to list.
     *
     * @param state null for all
     * @param kefu the kefu who serves the session or who served it at its end; null for all
     * @param customer null for all
     * @param tag empty for all
     */
    record Filter(
            @Nullable SessionState state,
            @Nullable UserId kefu,
            @Nullable UserId customer,
            String tag) {
        /** All sessions. */
        public static final Filter ALL = new Filter(null, null, null, "");
    }
}
