package io.kefu.rest.message;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.connection.CountUnread;
import io.kefu.application.message.AdvanceCursor;
import io.kefu.application.message.ReadHistory;
import io.kefu.application.message.ReadLatest;
import io.kefu.application.message.RecallMessage;
import io.kefu.application.message.SendMessage;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.json.ValueMapper;
import io.kefu.rest.path.PathIds;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.concurrent.CompletionStage;

/** Sends, reads and recalls messages. */
@Controller("/api/messages")
@Tag(name = "messages")
class MessageController {
    private final SendMessage sendMessage;
    private final ReadHistory readHistory;
    private final ReadLatest readLatest;
    private final RecallMessage recallMessage;
    private final AdvanceCursor advanceCursor;
    private final CountUnread countUnread;
    private final MessageMapper mapper;
    private final ValueMapper values;

    MessageController(
            SendMessage sendMessage,
            ReadHistory readHistory,
            ReadLatest readLatest,
            RecallMessage recallMessage,
            AdvanceCursor advanceCursor,
            CountUnread countUnread,
            MessageMapper mapper,
            ValueMapper values) {
        this.sendMessage = sendMessage;
        this.readHistory = readHistory;
        this.readLatest = readLatest;
        this.recallMessage = recallMessage;
        this.advanceCursor = advanceCursor;
        this.countUnread = countUnread;
        this.mapper = mapper;
        this.values = values;
    }

    /**
     * 发送消息 / Sends a message. The answer means that the message is stored. For customer (to the kefu who serves them), kefu (to
     * customers they serve, and to other kefu) and admin.
     *
     * @param request the message
     * @return the id and seq of the stored message
     */
    @Post("/send")
    @RequiresOperation(Operation.SEND_MESSAGE)
    @NeedsLogin.WithBody
    @ApiResponse(responseCode = "404", ref = "#/components/responses/RecipientNotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/SendConflict")
    CompletionStage<SentMessageResponse> sendMessage(
            @Parameter(hidden = true) Principal caller, @Body @Valid SendMessageRequest request) {
        return sendMessage
                .send(caller, request.command(values.metadata(request.metadata())))
                .thenApply(mapper::sent);
    }

    /**
     * 获取消息历史 / Reads the conversation with a user, newest message first: a numbered page, or the messages before or after a seq.
     * For customer (their own), kefu (their own messages; conversations with other kefu, and with customers they serve or
     * served) and admin.
     *
     * @param userId the other user; a customer passes the own id
     * @param query the part to read
     * @return a page of messages
     */
    @Get("/history/{user_id:" + PathIds.SEGMENT + "}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @RequiresOperation(Operation.READ_HISTORY)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/UserNotFound")
    HistoryResponse readHistory(
            @Parameter(hidden = true) Principal caller,
            @PathVariable("user_id") String userId,
            @Valid @RequestBean HistoryQuery query) {
        Window window = query.window();
        return mapper.history(readHistory.read(caller, PathIds.user(userId), window), query, values);
    }

    /**
     * 获取最新消息 / Reads the newest messages, newest first. For customer (their own), kefu (their own) and admin (all).
     *
     * @param query the number of messages
     * @return the messages
     */
    @Get("/latest")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @RequiresOperation(Operation.READ_LATEST)
    @NeedsLogin
    LatestResponse readLatestMessages(
            @Parameter(hidden = true) Principal caller, @Valid @RequestBean LatestQuery query) {
        return new LatestResponse(mapper.list(readLatest.read(caller, query.count()), values));
    }

    /**
     * 撤回消息 / Recalls a message: removes its content for good and keeps its seq. For customer and kefu (their own messages, for two
     * minutes) and admin (all).
     *
     * @param messageId the id of the message
     * @return the message without its content
     */
    @Post("/{message_id:" + PathIds.SEGMENT + "}/recall")
    @RequiresOperation(Operation.RECALL_MESSAGE)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/MessageNotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    CompletionStage<MessageResponse> recallMessage(
            @Parameter(hidden = true) Principal caller, @PathVariable("message_id") String messageId) {
        return recallMessage
                .recall(caller, PathIds.message(messageId))
                .thenApply(message -> mapper.response(message, values));
    }

    /**
     * 标记已读 / Records how far the caller has read. Messages that were read count as delivered too. All sockets of both sides,
     * including the caller's, get a {@code receipt}. For customer, kefu and admin (in their current conversations).
     *
     * @param request the conversation and the seq
     * @return the cursors of the caller's side
     */
    @Post("/read")
    @RequiresOperation(Operation.ADVANCE_CURSOR)
    @NeedsLogin.WithBody
    @ApiResponse(responseCode = "404", ref = "#/components/responses/MessageNotFound")
    CompletionStage<CursorsResponse> markRead(
            @Parameter(hidden = true) Principal caller, @Body @Valid ReadRequest request) {
        return advanceCursor
                .advance(caller, request.conversation(), Cursors.readUpTo(request.seq()), null)
                .thenApply(
                        reached -> new CursorsResponse(request.conversationId(), reached.delivered(), reached.read()));
    }

    /**
     * 未读消息数 / Counts the messages that the caller's side has not read. For customer, kefu and admin (in their current
     * conversations).
     *
     * @return the counts per conversation
     */
    @Get("/unread")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @RequiresOperation(Operation.READ_UNREAD)
    @NeedsLogin
    UnreadResponse readUnread(@Parameter(hidden = true) Principal caller) {
        return UnreadResponse.of(countUnread.count(caller));
    }
}
