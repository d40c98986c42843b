package io.kefu.rest.block;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kefu.application.page.Page;
import io.kefu.domain.block.Block;
import io.kefu.rest.page.PageQuery;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of the blocks, newest first. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "BlockList",
        example = "{\"blocks\": [" + BlockResponse.EXAMPLE + "], \"total\": 1, \"page\": 1, \"page_size\": 20}")
record BlockListResponse(List<BlockResponse> blocks, long total, int page, int pageSize) {

    static BlockListResponse of(Page<Block> found, PageQuery query) {
        return new BlockListResponse(
                found.items().stream().map(BlockResponse::of).toList(), found.total(), query.page(), query.pageSize());
    }
}
