package io.kefu.rest.message;

import io.kefu.application.message.SendMessage;
import io.kefu.application.page.Page;
import io.kefu.domain.message.Message;
import io.kefu.rest.json.RestMapping;
import io.kefu.rest.json.ValueMapper;
import io.micronaut.json.tree.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mapstruct.Context;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Maps messages to the API's answers. */
@Mapper(config = RestMapping.class)
public interface MessageMapper {
    String SENDER_NAME = "sender_name";

    @Mapping(target = "messageId", expression = "java(message.id().value())")
    @Mapping(target = "conversationId", source = "conversation")
    @Mapping(target = "sessionId", source = "session")
    SentMessageResponse sent(Message message);

    @Mapping(target = "messageId", expression = "java(message.id().value())")
    @Mapping(target = "fromUserId", source = "from")
    @Mapping(target = "toUserId", source = "to", defaultValue = SendMessage.Command.SUPPORT)
    @Mapping(target = "msgType", source = "type")
    @Mapping(target = "metadata", expression = "java(metadata(message, values))")
    @Mapping(target = "conversationId", source = "conversation")
    @Mapping(target = "sessionId", source = "session")
    @Mapping(target = "clientMsgId", source = "clientMessageId")
    MessageResponse response(Message message, @Context ValueMapper values);

    /** The sender's metadata, with the sender's name, which only the service sets. */
    default JsonNode metadata(Message message, ValueMapper values) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        if (message.metadata() != null) {
            values.json(message.metadata()).entries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        }
        entries.put(SENDER_NAME, JsonNode.createStringNode(message.senderName()));
        return JsonNode.createObjectNode(entries);
    }

    /** A page of messages. */
    default HistoryResponse history(Page<Message> page, HistoryQuery query, ValueMapper values) {
        return new HistoryResponse(list(page.items(), values), page.total(), query.shownPage(), query.pageSize());
    }

    /** Messages, in the same order. */
    default List<MessageResponse> list(List<Message> messages, ValueMapper values) {
        return messages.stream().map(message -> response(message, values)).toList();
    }
}
