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
 * A message to send. The domain checks the length of the content, in code points; the bound here is documentation.
 */
@Serdeable
@Schema(name = "NewMessage", example = """
                {"to_user_id": "user123", "content": "您好，有什么可以帮助您的吗？", "msg_type": "text",
                 "client_msg_id": "c-1", "metadata": {"sender_name": "客服小明"}}""")
record SendMessageRequest(
        @Schema(description = "The receiver. Customers may pass the id of any kefu, or support")
        @NotNull
        @Pattern(regexp = UserId.PATTERN)
        String toUserId,

        @Schema(description = "The text, or the id of a file", minLength = 1, maxLength = Draft.MAX_CONTENT) @NotNull
        String content,

        @Schema(
                type = "string",
                allowableValues = {"text", "image", "file", "voice", "video"},
                defaultValue = "text")
        @Nullable
        String msgType,

        @Schema(
                type = "object",
                description = "Any data of the client, at most " + Metadata.MAX_LENGTH
                        + " bytes; the service overwrites sender_name")
        @Nullable
        JsonNode metadata,

        @Schema(
                description = "The client's own id of the message. Sending it again with this id stores nothing",
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
