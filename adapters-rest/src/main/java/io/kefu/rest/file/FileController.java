package io.kefu.rest.file;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.file.DeleteFile;
import io.kefu.application.file.FileAccess;
import io.kefu.application.file.FindFile;
import io.kefu.application.file.FoundFile;
import io.kefu.application.file.LinkFile;
import io.kefu.application.file.upload.UploadFile;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.file.FileId;
import io.kefu.rest.body.IncomingBody;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.error.FormBinding;
import io.kefu.rest.file.UploadPermits.Permit;
import io.kefu.rest.json.SuccessResponse;
import io.kefu.rest.path.PathIds;
import io.kefu.rest.security.RequestAttributes;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.StreamingFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Stores, reads, links and deletes files. */
@Controller(FileController.ROUTE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "files")
class FileController {
    static final String ROUTE = "/api/files";

    private final UploadFile uploadFile;
    private final FindFile findFile;
    private final LinkFile linkFile;
    private final DeleteFile deleteFile;
    private final FileMapper mapper;

    FileController(
            UploadFile uploadFile, FindFile findFile, LinkFile linkFile, DeleteFile deleteFile, FileMapper mapper) {
        this.uploadFile = uploadFile;
        this.findFile = findFile;
        this.linkFile = linkFile;
        this.deleteFile = deleteFile;
        this.mapper = mapper;
    }

    /**
     * 上传文件 / Uploads a file. Its media type is detected from its content. The category, if it is given, must allow that type. For
     * customer, kefu and admin.
     *
     * @param request the request. A parameter of type Principal would be bound after the whole form has arrived, and the file
     *     would be held in memory until then
     * @param file 文件 / the file
     * @param category image, file, voice or video; by default derived from the content
     * @return the record of the file
     */
    @Post("/upload")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequiresOperation(Operation.UPLOAD_FILE)
    @NeedsLogin.WithBody
    UploadResponse uploadFile(
            HttpRequest<?> request,
            StreamingFileUpload file,
            @Part("category")
                    @Schema(
                            type = "string",
                            allowableValues = {"image", "file", "voice", "video"})
                    @Nullable
                    Publisher<String> category)
            throws IOException {
        FormBinding.end(request);
        IncomingBody body = IncomingBody.of(request);
        try (UploadedContent content = new UploadedContent(file, body)) {
            // Storing the file may take longer than the client waits for the answer.
            Permit permit = UploadAdmission.permitOf(request);
            if (!permit.beginReading()) {
                throw DomainException.invalid("body", Reason.MALFORMED);
            }
            try {
                String name = UploadedName.of(request, body.start(), file.getFilename());
                return mapper.uploaded(uploadFile.upload(
                        RequestAttributes.callerOf(request),
                        new UploadFile.Command(name, content, new UploadedCategory(category))));
            } finally {
                permit.endReading();
            }
        }
    }

    /**
     * 下载文件 / Reads the content of a file, or a range of it. For customer and kefu (files that they uploaded, or that are mentioned
     * in a message that they may read), admin (all files), and for anyone who has a link.
     *
     * @param fileId the id of the file
     * @param thumbnail asks for a thumbnail of an image, whose longer side has this number of pixels
     * @param expires the parameter of a link
     * @param signature the parameter of a link
     * @return the content
     */
    @Get("/{file_id:" + PathIds.SEGMENT + "}")
    @Produces(MediaType.ALL)
    @RequiresOperation(Operation.READ_FILE)
    @NeedsLogin
    @ApiResponse(
            responseCode = "200",
            description = "the content",
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "206",
            description = "the range of the content",
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "304", description = "the content still has the tag in If-None-Match")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/FileNotFound")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "416", ref = "#/components/responses/RangeNotSatisfiable")
    HttpResponse<?> readFile(
            HttpRequest<?> request,
            @Parameter(hidden = true) @Nullable Principal caller,
            @PathVariable("file_id") String fileId,
            @QueryValue("thumbnail") @Nullable Integer thumbnail,
            @QueryValue("expires") @Nullable String expires,
            @QueryValue("signature") @Nullable String signature) {
        FoundFile found = find(caller, fileId, expires, signature);
        return thumbnail == null
                ? Downloads.of(found, request)
                : Downloads.ofThumbnail(found, thumbnail, request.getHeaders());
    }

    /**
     * 获取文件信息 / Reads the record of a file. For customer and kefu (files that they uploaded, or that are mentioned in a message that
     * they may read), admin (all files), and for anyone who has a link.
     *
     * @param fileId the id of the file
     * @param expires the parameter of a link
     * @param signature the parameter of a link
     * @return the record of the file
     */
    @Get("/{file_id:" + PathIds.SEGMENT + "}/info")
    @RequiresOperation(Operation.READ_FILE)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/FileNotFound")
    FileInfoResponse readFileInfo(
            @Parameter(hidden = true) @Nullable Principal caller,
            @PathVariable("file_id") String fileId,
            @QueryValue("expires") @Nullable String expires,
            @QueryValue("signature") @Nullable String signature) {
        return mapper.info(find(caller, fileId, expires, signature).file());
    }

    /** Finds a file for a caller or a link. A link with a malformed id is refused like a link to an unknown file. */
    private FoundFile find(
            @Nullable Principal caller, String fileId, @Nullable String expires, @Nullable String signature) {
        if (signature != null) {
            FileAccess link = new FileAccess.Link(expires == null ? "" : expires, signature);
            return findFile.find(link, PathIds.read(fileId, FileId::new, ErrorCode.FORBIDDEN));
        }
        if (caller == null) {
            throw DomainException.of(ErrorCode.UNAUTHORIZED);
        }
        return findFile.find(new FileAccess.Login(caller), PathIds.file(fileId));
    }

    /**
     * 生成文件链接 / Makes a link to a file, for pages that cannot send headers. Anyone who has the link can read the file until the link
     * expires. For customer and kefu (files that they uploaded, or that are mentioned in a message that they may read) and admin
     * (all files).
     *
     * @param fileId the id of the file
     * @return the link
     */
    @Post("/{file_id:" + PathIds.SEGMENT + "}/link")
    @Consumes(MediaType.ALL)
    @RequiresOperation(Operation.LINK_FILE)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/FileNotFound")
    FileLinkResponse linkFile(@Parameter(hidden = true) Principal caller, @PathVariable("file_id") String fileId) {
        return mapper.link(linkFile.link(caller, PathIds.file(fileId)));
    }

    /**
     * 删除文件 / Deletes a file for good. For customer and kefu (files that they uploaded) and admin (all files).
     *
     * @param fileId the id of the file
     * @return confirmation
     */
    @Delete("/{file_id:" + PathIds.SEGMENT + "}")
    @Consumes(MediaType.ALL)
    @RequiresOperation(Operation.DELETE_FILE)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/FileNotFound")
    SuccessResponse deleteFile(@Parameter(hidden = true) Principal caller, @PathVariable("file_id") String fileId) {
        deleteFile.delete(caller, PathIds.file(fileId));
        return SuccessResponse.DONE;
    }
}
