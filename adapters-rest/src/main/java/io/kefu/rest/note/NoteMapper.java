package io.kefu.rest.note;

import io.kefu.application.page.Page;
import io.kefu.domain.session.Note;
import io.kefu.rest.json.RestMapping;
import io.kefu.rest.page.PageQuery;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Maps notes to responses. */
@Mapper(config = RestMapping.class)
public interface NoteMapper {
    @Mapping(target = "noteId", source = "id")
    @Mapping(target = "sessionId", source = "session")
    @Mapping(target = "authorId", source = "author")
    NoteResponse response(Note note);

    default NoteListResponse list(Page<Note> page, PageQuery query) {
        return new NoteListResponse(page.map(this::response).items(), page.total(), query.page(), query.pageSize());
    }
}
