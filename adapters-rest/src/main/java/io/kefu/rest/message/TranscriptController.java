package io.kefu.rest.message;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.message.ReadHistory;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import io.kefu.rest.csv.Csv;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.json.Timestamps;
import io.kefu.rest.path.PathIds;
import io.kefu.rest.security.Asks;
import io.kefu.rest.stream.Parts;
import io.kefu.rest.stream.Streamed;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;

/** Gives out whole conversations. */
@Controller("/api/messages/transcript")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "messages")
class TranscriptController {
    private static final int PAGE = 100;
    private static final List<String> COLUMNS =
            List.of("seq", "timestamp", "from_user_id", "sender_name", "to_user_id", "msg_type", "status", "content");
    private static final String EXAMPLE = """
            seq,timestamp,from_user_id,sender_name,to_user_id,msg_type,status,content
            1,2024-01-01T11:50:00.000Z,user123,李四,kefu001,text,read,你好
            """;

    private final ReadHistory readHistory;

    TranscriptController(ReadHistory readHistory) {
        this.readHistory = readHistory;
    }

    /**
     * 导出对话 CSV / The conversation with a user for spreadsheets, oldest first; what begins like a formula begins with an
     * apostrophe. For customer (their own), kefu (their own; customers they serve or served) and admin.
     *
     * @param userId a customer, or another kefu
     * @return the conversation
     */
    @Get(value = "/{user_id:" + PathIds.SEGMENT + "}", produces = Csv.TYPE)
    @Asks(Operation.READ_HISTORY)
    @NeedsLogin
    @ApiResponse(
            responseCode = "200",
            description = "对话 / The conversation",
            content =
                    @Content(
                            mediaType = Csv.TYPE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(name = "transcript", value = EXAMPLE)))
    @ApiResponse(responseCode = "404", ref = "#/components/responses/UserNotFound")
    HttpResponse<Streamed> readTranscript(
            @Parameter(hidden = true) Principal caller, @PathVariable("user_id") String userId) {
        UserId with = PathIds.user(userId);
        if (caller.isStaff() && caller.is(with)) {
            // What kefu took part in is many conversations.
            throw DomainException.invalid("user_id", Reason.NOT_ALLOWED);
        }
        // The first page is read before the answer begins, so that a refusal is still one.
        Stream<byte[]> pages = Stream.iterate(
                        page(caller, with, 0),
                        page -> !page.isEmpty(),
                        page -> page(caller, with, page.getLast().seq()))
                .map(page ->
                        Csv.lines(page.stream().map(TranscriptController::row).toList()));
        return Parts.file(
                userId + ".csv",
                Csv.TYPE,
                Stream.concat(Stream.of(Csv.head(COLUMNS)), pages).iterator());
    }

    private List<Message> page(Principal caller, UserId with, long after) {
        return readHistory.read(caller, with, new Window.After(after, PAGE)).items();
    }

    private static List<Object> row(Message message) {
        UserId to = message.to();
        return List.of(
                message.seq(),
                Timestamps.text(message.timestamp()),
                message.from(),
                message.senderName(),
                to == null ? "" : to,
                message.type().word(),
                message.status().word(),
                message.content());
    }
}
