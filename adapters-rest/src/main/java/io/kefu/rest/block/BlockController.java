package io.kefu.rest.block;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.account.BlockUser;
import io.kefu.application.block.BlockNetwork;
import io.kefu.application.block.ListBlocks;
import io.kefu.application.block.RemoveBlock;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.UserId;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.json.SuccessResponse;
import io.kefu.rest.page.PageQuery;
import io.kefu.rest.path.PathIds;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/** Blocks users and networks, lists the blocks and ends them. */
@Controller("/api/blocks")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "blocks")
class BlockController {
    private final ListBlocks listBlocks;
    private final BlockUser blockUser;
    private final BlockNetwork blockNetwork;
    private final RemoveBlock removeBlock;

    BlockController(ListBlocks listBlocks, BlockUser blockUser, BlockNetwork blockNetwork, RemoveBlock removeBlock) {
        this.listBlocks = listBlocks;
        this.blockUser = blockUser;
        this.blockNetwork = blockNetwork;
        this.removeBlock = removeBlock;
    }

    /**
     * 获取封禁列表 / Lists the blocks that are in force, newest first. For kefu and admin.
     *
     * @param page the page of the list
     * @return a page of blocks
     */
    @Get
    @RequiresOperation(Operation.LIST_BLOCKS)
    @NeedsLogin
    BlockListResponse listBlocks(@Parameter(hidden = true) Principal caller, @Valid @RequestBean PageQuery page) {
        return BlockListResponse.of(listBlocks.list(caller, page.request()), page);
    }

    /**
     * 封禁用户或网络 / Blocks a user, or all customers who come from a network. Sign-up, login, sockets and messages are refused with
     * BLOCKED, open sockets are closed with 4003, and an open session is closed. For kefu (customers whom they serve) and admin.
     *
     * @param request what to block, why and how long
     * @return the block
     */
    @Post
    @Status(HttpStatus.CREATED)
    @RequiresOperation(Operation.BLOCK_USER)
    @NeedsLogin.WithBody
    @ApiResponse(responseCode = "404", ref = "#/components/responses/UserNotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    BlockResponse createBlock(@Parameter(hidden = true) Principal caller, @Body BlockRequest request) {
        @Nullable String network = request.network();
        @Nullable String user = request.userId();
        if (user != null && network != null) {
            throw DomainException.invalid("network", Reason.NOT_TOGETHER);
        }
        if (network != null) {
            return BlockResponse.of(blockNetwork.block(caller, network, request.givenReason(), request.end()));
        }
        if (user == null) {
            throw DomainException.invalid("user_id", Reason.REQUIRED);
        }
        return BlockResponse.of(
                blockUser.block(caller, UserId.of("user_id", user), request.givenReason(), request.end()));
    }

    /**
     * 解除封禁 / Ends a block at once. For kefu (those that they made) and admin.
     *
     * @param blockId the block
     * @return confirmation
     */
    @Delete("/{block_id:" + PathIds.SEGMENT + "}")
    @RequiresOperation(Operation.REMOVE_BLOCK)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/BlockNotFound")
    SuccessResponse removeBlock(@Parameter(hidden = true) Principal caller, @PathVariable("block_id") String blockId) {
        removeBlock.remove(caller, PathIds.block(blockId));
        return SuccessResponse.DONE;
    }
}
