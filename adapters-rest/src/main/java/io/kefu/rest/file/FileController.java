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
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.json.SuccessResponse;
import io.kefu.rest.path.PathIds;
import io.kefu.rest.security.Asks;
import io.kefu.rest.security.Callers;
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

/** Takes files in and gives them out. */
@Controller("/api/files")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "files")
class FileController {
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
     * 上传文件 / Uploads a file. What it is follows from its content; the category, if given, must be one that takes that. For
     * customer, kefu and admin.
     *
     * @param request the call; a parameter for the caller alone would be bound after the whole form has come in, and let the
     *     file pile up in memory until then
     * @param file 文件 / the file
     * @param category image, file, voice or video; follows from the content if absent
     * @return the file
     */
    @Post("/upload")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Asks(Operation.UPLOAD_FILE)
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
        try (UploadedContent content =
                new UploadedContent(file, UploadBodies.of(request).orElse(null))) {
            // It may go on for some time after the client has gone.
            UploadPlaces.Place place = UploadAdmission.placeOf(request);
            if (!place.hold()) {
                throw DomainException.invalid("body", Reason.MALFORMED);
            }
            try {
                return mapper.uploaded(uploadFile.upload(
                        Callers.of(request),
                        new UploadFile.Command(
                                UploadedName.of(request, file.getFilename()),
                                content,
                                new UploadedCategory(category))));
            } finally {
                place.release();
            }
        }
    }

    /**
     * 下载文件 / Gives out a file's content, or a part of it (Range). For customer, kefu and admin (who uploaded it or may read a
     * message that names it; admin any), and whoever has a link.
     *
     * @param fileId which one
     * @param thumbnail of a picture: a small one, whose longest side has so many pixels
     * @param expires of a link: when it ends
     * @param signature of a link: its signature
     * @return the content
     */
    @Get("/{file_id:" + PathIds.SEGMENT + "}")
    @Produces(MediaType.ALL)
    @Asks(Operation.READ_FILE)
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
            description = "the part of it that Range names",
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "304", description = "what If-None-Match names is still the content")
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
     * 获取文件信息 / Shows what is known of a file. For customer, kefu and admin (who uploaded it or may read a message that names
     * it; admin any), and whoever has a link.
     *
     * @param fileId which one
     * @param expires of a link: when it ends
     * @param signature of a link: its signature
     * @return the file
     */
    @Get("/{file_id:" + PathIds.SEGMENT + "}/info")
    @Asks(Operation.READ_FILE)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/FileNotFound")
    FileInfoResponse readFileInfo(
            @Parameter(hidden = true) @Nullable Principal caller,
            @PathVariable("file_id") String fileId,
            @QueryValue("expires") @Nullable String expires,
            @QueryValue("signature") @Nullable String signature) {
        return mapper.info(find(caller, fileId, expires, signature).file());
    }

    /** Finds a file for a caller or a link. A link with a malformed id does not verify, like a link to an unknown file. */
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
     * 生成文件链接 / Makes a link by which a page can show or offer the file, where no header can be sent; anybody who has it can
     * read the file until it ends. For customer, kefu and admin (who uploaded it or may read a message that names it; admin
     * any).
     *
     * @param fileId which one
     * @return the link
     */
    @Post("/{file_id:" + PathIds.SEGMENT + "}/link")
    @Consumes(MediaType.ALL)
    @Asks(Operation.LINK_FILE)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/FileNotFound")
    FileLinkResponse linkFile(@Parameter(hidden = true) Principal caller, @PathVariable("file_id") String fileId) {
        return mapper.link(linkFile.link(caller, PathIds.file(fileId)));
    }

    /**
     * 删除文件 / Deletes a file for good. For customer, kefu (what they uploaded) and admin (any).
     *
     * @param fileId which one
     * @return that it was done
     */
    @Delete("/{file_id:" + PathIds.SEGMENT + "}")
    @Consumes(MediaType.ALL)
    @Asks(Operation.DELETE_FILE)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/FileNotFound")
    SuccessResponse deleteFile(@Parameter(hidden = true) Principal caller, @PathVariable("file_id") String fileId) {
        deleteFile.delete(caller, PathIds.file(fileId));
        return SuccessResponse.DONE;
    }
}
