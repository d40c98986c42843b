package io.kefu.rest.reply;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.page.Page;
import io.kefu.application.reply.AddReply;
import io.kefu.application.reply.ChangeReply;
import io.kefu.application.reply.ListReplies;
import io.kefu.application.reply.RemoveReply;
import io.kefu.domain.reply.CannedReply;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.json.SuccessResponse;
import io.kefu.rest.page.PageQuery;
import io.kefu.rest.path.PathIds;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;

/** Lists and changes canned replies. */
@Controller("/api/replies")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "replies")
class ReplyController {
    private final ListReplies listReplies;
    private final AddReply addReply;
    private final ChangeReply changeReply;
    private final RemoveReply removeReply;

    ReplyController(ListReplies listReplies, AddReply addReply, ChangeReply changeReply, RemoveReply removeReply) {
        this.listReplies = listReplies;
        this.addReply = addReply;
        this.changeReply = changeReply;
        this.removeReply = removeReply;
    }

    /**
     * 获取快捷回复 / Lists canned replies: first the caller's own, then the shared ones, each ordered by shortcut. Case, full and half
     * width make no difference to the filters. For kefu and admin.
     *
     * @param filter the replies to list
     * @param page the page of the list
     * @return a page of replies
     */
    @Get
    @RequiresOperation(Operation.LIST_REPLIES)
    @NeedsLogin
    ReplyListResponse listReplies(
            @Parameter(hidden = true) Principal caller,
            @Valid @RequestBean ReplyQuery filter,
            @Valid @RequestBean PageQuery page) {
        Page<CannedReply> replies = listReplies.list(caller, filter.filter(), page.request());
        return new ReplyListResponse(
                replies.map(ReplyResponse::of).items(), replies.total(), page.page(), page.pageSize());
    }

    /**
     * 添加快捷回复 / Adds a canned reply. A shortcut is unique among the own replies of a user, and among the shared ones; each of
     * them can have 1,000 replies. For kefu (own) and admin (also shared).
     *
     * @param request the reply
     * @return the reply
     */
    @Post
    @RequiresOperation(Operation.WRITE_REPLY)
    @NeedsLogin.WithBody
    @ApiResponse(responseCode = "201", useReturnTypeSchema = true, description = "已添加 / The reply is added")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    HttpResponse<ReplyResponse> addReply(
            @Parameter(hidden = true) Principal caller, @Body @Valid ReplyRequest request) {
        return HttpResponse.created(ReplyResponse.of(addReply.add(caller, request.addition())));
    }

    /**
     * 修改快捷回复 / Replaces a canned reply. For kefu (own) and admin (also shared).
     *
     * @param replyId the reply
     * @param request the new texts; shared may be left out
     * @return the reply
     */
    @Put("/{reply_id:" + PathIds.SEGMENT + "}")
    @RequiresOperation(Operation.WRITE_REPLY)
    @NeedsLogin.WithBody
    @ApiResponse(responseCode = "404", ref = "#/components/responses/ReplyNotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    ReplyResponse changeReply(
            @Parameter(hidden = true) Principal caller,
            @PathVariable("reply_id") String replyId,
            @Body @Valid ReplyRequest request) {
        ChangeReply.Command command = request.change();
        return ReplyResponse.of(changeReply.change(caller, PathIds.reply(replyId), command));
    }

    /**
     * 删除快捷回复 / Removes a canned reply. For kefu (own) and admin (also shared).
     *
     * @param replyId the reply
     * @return success
     */
    @Delete("/{reply_id:" + PathIds.SEGMENT + "}")
    @RequiresOperation(Operation.WRITE_REPLY)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/ReplyNotFound")
    SuccessResponse removeReply(@Parameter(hidden = true) Principal caller, @PathVariable("reply_id") String replyId) {
        removeReply.remove(caller, PathIds.reply(replyId));
        return SuccessResponse.DONE;
    }
}
