package io.kefu.rest.note;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.note.AddNote;
import io.kefu.application.note.ListNotes;
import io.kefu.domain.session.Note;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.page.PageQuery;
import io.kefu.rest.path.PathIds;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;

/** Adds and lists the notes of sessions. */
@Controller("/api/sessions/{session_id:" + PathIds.SEGMENT + "}/notes")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "sessions")
class NoteController {
    private final AddNote addNote;
    private final ListNotes listNotes;
    private final NoteMapper mapper;

    NoteController(AddNote addNote, ListNotes listNotes, NoteMapper mapper) {
        this.addNote = addNote;
        this.listNotes = listNotes;
        this.mapper = mapper;
    }

    /**
     * 添加会话备注 / Adds a note to a session, which may be closed; a session can have 200 notes. For kefu (sessions of customers
     * whom they serve or served) and admin.
     *
     * @param sessionId the session
     * @param request the note
     * @return the note
     */
    @Post
    @RequiresOperation(Operation.ADD_NOTE)
    @NeedsLogin.WithBody
    @ApiResponse(responseCode = "201", useReturnTypeSchema = true, description = "已添加 / The note is added")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/SessionNotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    HttpResponse<NoteResponse> addNote(
            @Parameter(hidden = true) Principal caller,
            @PathVariable("session_id") String sessionId,
            @Body @Valid AddNoteRequest request) {
        Note note = addNote.add(caller, PathIds.session(sessionId), request.content());
        return HttpResponse.created(mapper.response(note));
    }

    /**
     * 获取会话备注 / Lists the notes of a session, newest first. For kefu (sessions of customers whom they serve or served) and
     * admin.
     *
     * @param sessionId the session
     * @param page the page of the list
     * @return a page of notes
     */
    @Get
    @RequiresOperation(Operation.LIST_NOTES)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/SessionNotFound")
    NoteListResponse listNotes(
            @Parameter(hidden = true) Principal caller,
            @PathVariable("session_id") String sessionId,
            @Valid @RequestBean PageQuery page) {
        return mapper.list(listNotes.list(caller, PathIds.session(sessionId), page.request()), page);
    }
}
