package io.kefu.rest.docs;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The head of the API's document, which the build makes from the controllers. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "kefu",
                        version = "1",
                        description =
                                "在线客服后端接口 / The HTTP API of kefu, a customer-service live-chat backend. Times are ISO-8601"
                                        + " in UTC with milliseconds. Every refusal has the same body; its message follows Accept-Language."
                                        + " Every answer carries X-Request-ID. Bodies are I-JSON (RFC 7493);"
                                        + " lengths of texts count code points.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        servers = @Server(url = "/", description = "此文档所在的服务 / The service that serves this document"),
        tags = {
            @Tag(name = "auth", description = "认证 / Logging in and out"),
            @Tag(name = "users", description = "用户管理 / Users"),
            @Tag(name = "messages", description = "消息 / Messages"),
            @Tag(name = "files", description = "文件 / Files"),
            @Tag(name = "sessions", description = "会话 / Sessions"),
            @Tag(name = "analytics", description = "数据分析 / Statistics and reports"),
            @Tag(name = "stats", description = "系统状态 / What goes on at this moment"),
            @Tag(name = "health", description = "系统状态 / Health")
        })
@SecurityScheme(
        name = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The session_id of a login. X-User-ID, when sent, must name the same user.")
@SecurityScheme(
        name = "user",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        paramName = "X-User-ID",
        description = "Optional: the user whose token it is; anybody else's is refused (403).")
final class ApiDocument {
    private ApiDocument() {}
}
