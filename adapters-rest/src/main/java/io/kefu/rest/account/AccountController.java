package io.kefu.rest.account;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.account.EraseUser;
import io.kefu.application.account.ExportUser;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.json.SuccessResponse;
import io.kefu.rest.path.PathIds;
import io.kefu.rest.security.RequiresOperation;
import io.kefu.rest.stream.Parts;
import io.kefu.rest.stream.Streamed;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
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

/** Exports and erases the personal data of a user. */
@Controller("/api/users/{user_id:" + PathIds.SEGMENT + "}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "users")
class AccountController {
    private static final String EXAMPLE = """
            {"user": {"user_id": "user456", "username": "张三", "email": null, "user_type": "customer",
             "created_at": "2024-01-01T10:00:00.000Z", "last_active": "2024-01-01T12:00:00.000Z"},
             "sessions": [], "notes": [], "messages": [], "files": []}""";

    private final EraseUser eraseUser;
    private final ExportUser exportUser;
    private final ExportFile exportFile;

    AccountController(EraseUser eraseUser, ExportUser exportUser, ExportFile exportFile) {
        this.eraseUser = eraseUser;
        this.exportUser = exportUser;
        this.exportFile = exportFile;
    }

    /**
     * 删除用户及其数据 / Erases a user: the account, all logins, and the conversation of a customer. A call that failed may be
     * repeated. For customer (themselves) and admin (anybody else).
     *
     * @param userId the user
     * @return success
     */
    @Delete
    @RequiresOperation(Operation.ERASE_USER)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/UserNotFound")
    SuccessResponse eraseUser(@Parameter(hidden = true) Principal caller, @PathVariable("user_id") String userId) {
        eraseUser.erase(caller, PathIds.user(userId));
        return SuccessResponse.DONE;
    }

    /**
     * 导出用户数据 / Exports the personal data of a user as one file: the account, the sessions and the conversation of a
     * customer, and the records of the uploaded files. An admin also gets the notes about the customer's sessions.
     * For customer (themselves) and admin.
     *
     * @param userId the user
     * @return the data
     */
    @Get("/export")
    @RequiresOperation(Operation.EXPORT_USER)
    @NeedsLogin
    @ApiResponse(
            responseCode = "200",
            description = "数据 / The data",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(name = "export", value = EXAMPLE)))
    @ApiResponse(responseCode = "404", ref = "#/components/responses/UserNotFound")
    HttpResponse<Streamed> exportUser(
            @Parameter(hidden = true) Principal caller, @PathVariable("user_id") String userId) {
        ExportUser.Export export = exportUser.export(caller, PathIds.user(userId));
        return Parts.file(userId + ".json", MediaType.APPLICATION_JSON, exportFile.parts(export, caller));
    }
}
