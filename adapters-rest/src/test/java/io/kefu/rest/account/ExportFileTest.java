package io.kefu.rest.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.account.ExportUser.Export;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.user.User;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExportFileTest {
    private static final User CUSTOMER = Users.customer("zhangsan");

    @Test
    void aConversationIsReadWhileItIsSent() {
        int[] read = {0};
        Stream<List<Message>> pages = Stream.iterate(1, number -> number + 1)
                .limit(1_000)
                .peek(number -> read[0]++)
                .map(number -> List.of(message(number)));
        Principal caller = new Principal(CUSTOMER.id(), CUSTOMER.role(), CUSTOMER.username());
        try (ApplicationContext context = ApplicationContext.run()) {
            Iterator<byte[]> parts = context.getBean(ExportFile.class)
                    .parts(new Export(CUSTOMER, Stream.empty(), Stream.empty(), pages, Stream.empty()), caller);
            StringBuilder begun = new StringBuilder();
            while (!begun.toString().contains("message 3")) {
                begun.append(new String(parts.next(), UTF_8));
            }
            assertThat(read[0]).isLessThan(6);
            parts.forEachRemaining(part -> begun.append(new String(part, UTF_8)));
            assertThat(begun.toString()).contains("message 1000").endsWith("],\"files\":[]}");
        }
    }

    private static Message message(int seq) {
        return new Message(
                ConversationIds.ofCustomer(CUSTOMER.id()),
                seq,
                Instant.EPOCH,
                CUSTOMER.id(),
                "a",
                null,
                null,
                MessageType.TEXT,
                "message " + seq,
                null,
                null,
                MessageStatus.SENT);
    }
}
