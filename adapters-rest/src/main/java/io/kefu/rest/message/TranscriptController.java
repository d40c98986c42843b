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
import io.kefu.rest.security.RequiresOperation;
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

/** Exports whole conversations. */
@Controller("/api/messages/transcript")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "messages")
class TranscriptController {
    private static final int PAGE = 100;
    private static final String COLUMNS = "seq,timestamp,from_user_id,sender_name,to_user_id,msg_type,status,content";
    private static final String EXAMPLE = COLUMNS + "\n1,2024-01-01T11:50:00.000Z,user123,李四,kefu001,text,read,你好\n";

    private final ReadHistory readHistory;

    TranscriptController(ReadHistory readHistory) {
        this.readHistory = readHistory;
    }

    /**
     * 导出对话 CSV / Exports the conversation with a user for spreadsheets, oldest message first. Texts that look like formulas begin
     * with an apostrophe. For customer (their own), kefu (with other kefu, and with customers they serve or served) and admin.
     *
     * @param userId the id of a customer or of another kefu
     * @return the conversation
     */
    @Get(value = "/{user_id:" + PathIds.SEGMENT + "}", produces = Csv.TYPE)
    @RequiresOperation(Operation.READ_HISTORY)
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
            // The history of a kefu consists of many conversations.
            throw DomainException.invalid("user_id", Reason.NOT_ALLOWED);
        }
        // The first page is read before the status is sent, so that a refusal is answered as one.
        Stream<List<List<Object>>> pages = Stream.iterate(
                        page(caller, with, 0),
                        page -> !page.isEmpty(),
                        page -> page(caller, with, page.getLast().seq()))
                .map(page -> page.stream().map(TranscriptController::row).toList());
        return Csv.answer(userId + ".csv", COLUMNS, pages);
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
