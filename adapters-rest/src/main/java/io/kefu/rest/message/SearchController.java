package io.kefu.rest.message;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.message.SearchMessages;
import io.kefu.domain.user.UserId;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.json.ValueMapper;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;

/** Searches conversations. */
@Controller("/api/messages/search")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "messages")
class SearchController {
    private final SearchMessages searchMessages;
    private final MessageMapper mapper;
    private final ValueMapper values;

    SearchController(SearchMessages searchMessages, MessageMapper mapper, ValueMapper values) {
        this.searchMessages = searchMessages;
        this.mapper = mapper;
        this.values = values;
    }

    /**
     * 搜索消息 / Searches the text messages of the conversation with a user, newest first. Case, full and half width make no
     * difference; recalled messages are not found. One call reads up to 1,000 entries: it may find few messages, or none, although
     * there are more. For customer (their own), kefu (with other kefu, and with customers they serve or served) and admin.
     *
     * @param query the text, and where to begin
     * @return the messages, and the seq below which the next call continues
     */
    @Get
    @RequiresOperation(Operation.SEARCH_MESSAGES)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/UserNotFound")
    SearchResponse searchMessages(@Parameter(hidden = true) Principal caller, @Valid @RequestBean SearchQuery query) {
        SearchMessages.Command command = query.command();
        UserId with = UserId.of("user_id", query.userId());
        SearchMessages.Found found = searchMessages.search(caller, with, command);
        return new SearchResponse(
                found.messages().stream()
                        .map(message -> mapper.response(message, values))
                        .toList(),
                found.nextBefore());
    }
}
