package io.kefu.rest.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of canned replies. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "ReplyList",
        example = "{\"replies\": [" + ReplyResponse.EXAMPLE + "], \"total\": 1, \"page\": 1, \"page_size\": 20}")
record ReplyListResponse(List<ReplyResponse> replies, long total, int page, int pageSize) {}
