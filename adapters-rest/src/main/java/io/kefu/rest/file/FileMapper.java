package io.kefu.rest.file;

import io.kefu.application.file.LinkFile;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.rest.json.RestMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;

/** Maps files to the API's answers. */
@Mapper(config = RestMapping.class)
public interface FileMapper {

    @Mapping(target = "fileId", source = "id")
    @Mapping(target = "url", source = "id", qualifiedByName = "url")
    @Mapping(target = "filename", source = "name")
    @Mapping(target = "mimeType", source = "type")
    UploadResponse uploaded(StoredFile file);

    @Mapping(target = "fileId", source = "id")
    @Mapping(target = "url", source = "id", qualifiedByName = "url")
    @Mapping(target = "filename", source = "name")
    @Mapping(target = "mimeType", source = "type")
    @Mapping(target = "uploadTime", source = "uploadedAt")
    @Mapping(target = "uploaderId", source = "uploader")
    FileInfoResponse info(StoredFile file);

    default FileLinkResponse link(LinkFile.Link link) {
        String query = "?expires=" + link.expiresAt().getEpochSecond() + "&signature=" + link.signature();
        return new FileLinkResponse(url(link.file()) + query, link.expiresAt());
    }

    /** The path of a file's content. Messages may mention a file by this path. */
    @Named("url")
    default String url(FileId id) {
        return FileController.ROUTE + "/" + id;
    }
}
