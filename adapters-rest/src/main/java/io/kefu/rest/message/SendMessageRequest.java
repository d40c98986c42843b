package io.kefu.rest.message;

import io.kefu.application.message.SendMessage;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import io.kefu.rest.json.CodePoints;
import io.kefu.rest.json.Words;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message to send. The length of its content counts in Unicode characters, which the domain alone does; so that bound
 * stands here for readers only.
 */
@Serdeable
@Schema(name = "NewMessage", example = """
                {"to_user_id": "user123", "content": "您好，有什么可以帮助您的吗？", "msg_type": "text",
                 "client_msg_id": "c-1", "metadata": {"sender_name": "客服小明"}}""")
record SendMessageRequest(
        @Schema(description = "A customer's message: any kefu's id, or support")
        @NotNull
        @Pattern(regexp = UserId.PATTERN)
        String toUserId,

        @Schema(description = "The text, or a file's id", minLength = 1, maxLength = Draft.MAX_CONTENT) @NotNull
        String content,

        @Schema(
                type = "string",
                allowableValues = {"text", "image", "file", "voice", "video"},
                defaultValue = "text")
        @Nullable
        String msgType,

        @Schema(
                type = "object",
                description = "What the sender attaches, at most " + Metadata.MAX_LENGTH
                        + " bytes; the service sets sender_name itself")
        @Nullable
        JsonNode metadata,

        @Schema(
                description = "Makes repeating the same send harmless",
                minLength = 1,
                maxLength = ClientMessageId.MAX_LENGTH)
        @CodePoints(min = 1, max = ClientMessageId.MAX_LENGTH)
        @Nullable
        String clientMsgId) {

    SendMessage.Command command(@Nullable Metadata attached) {
        Draft draft = new Draft(
                msgType == null ? MessageType.TEXT : Words.read("msg_type", msgType, MessageType::ofWord),
                content,
                attached,
                clientMsgId == null ? null : new ClientMessageId(clientMsgId));
        UserId to = toUserId.equals(SendMessage.Command.SUPPORT) ? null : UserId.of("to_user_id", toUserId);
        return SendMessage.Command.of(to, draft);
    }
}
