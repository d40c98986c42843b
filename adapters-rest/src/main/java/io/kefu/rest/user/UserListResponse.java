package io.kefu.rest.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of users. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "UserList",
        example = "{\"users\": [" + UserResponse.EXAMPLE + "], \"total\": 150, \"page\": 1, \"page_size\": 20}")
record UserListResponse(List<UserResponse> users, long total, int page, int pageSize) {}
