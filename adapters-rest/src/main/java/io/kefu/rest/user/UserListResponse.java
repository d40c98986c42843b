package io.kefu.rest.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of users. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "UserList", example = """
                {"users": [{"user_id": "user456", "username": "张三", "email": "zhangsan@example.com",
                            "user_type": "customer", "created_at": "2024-01-01T10:00:00.000Z",
                            "last_active": "2024-01-01T12:00:00.000Z"}],
                 "total": 150, "page": 1, "page_size": 20}""")
record UserListResponse(List<UserResponse> users, long total, int page, int pageSize) {}
