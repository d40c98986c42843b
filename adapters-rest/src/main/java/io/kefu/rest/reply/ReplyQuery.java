package io.kefu.rest.reply;

import io.kefu.application.reply.ListReplies.Filter;
import io.kefu.domain.reply.CannedReply;
import io.kefu.rest.json.CodePoints;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;

/** The query parameters that choose canned replies. */
@Introspected
record ReplyQuery(
        @QueryValue(value = "prefix", defaultValue = "")
        @Parameter(description = "快捷词的开头 / The beginning of the shortcut; empty for all")
        @CodePoints(max = CannedReply.MAX_SHORTCUT)
        String prefix,

        @QueryValue(value = "q", defaultValue = "")
        @Parameter(description = "快捷词或内容包含的文字 / A text in the shortcut or the content; empty for all")
        @CodePoints(max = Filter.MAX_CONTAINED)
        String q) {

    Filter filter() {
        return new Filter(prefix, q);
    }
}
