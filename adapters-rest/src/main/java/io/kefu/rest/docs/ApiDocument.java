package io.kefu.rest.docs;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The general part of the OpenAPI document, which the build makes from the controllers. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "kefu",
                        version = "1",
                        description =
                                "在线客服后端接口 / The HTTP API of kefu, a customer-service live-chat backend. Timestamps are ISO-8601"
                                        + " in UTC with milliseconds. All error answers have the same body, whose message is in the"
                                        + " language that Accept-Language prefers. Every answer has the header X-Request-ID."
                                        + " Bodies are I-JSON (RFC 7493). Lengths of texts count code points.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        servers = @Server(url = "/", description = "此文档所在的服务 / The service that serves this document"),
        tags = {
            @Tag(name = "auth", description = "认证 / Login and logout"),
            @Tag(name = "users", description = "用户管理 / Users"),
            @Tag(name = "messages", description = "消息 / Messages"),
            @Tag(name = "files", description = "文件 / Files"),
            @Tag(name = "sessions", description = "会话 / Sessions"),
            @Tag(name = "replies", description = "快捷回复 / Canned replies"),
            @Tag(name = "blocks", description = "封禁 / Blocks of users and networks"),
            @Tag(name = "hours", description = "工作时间 / Working hours"),
            @Tag(name = "analytics", description = "数据分析 / Statistics and reports"),
            @Tag(name = "audit", description = "审计 / Audit log"),
            @Tag(name = "stats", description = "系统状态 / Current load"),
            @Tag(name = "health", description = "系统状态 / Health")
        })
@SecurityScheme(
        name = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The session_id from the answer to a login. X-User-ID, if it is sent, must name the same user.")
@SecurityScheme(
        name = "user",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        paramName = "X-User-ID",
        description = "Optional: the id of the user to whom the token belongs. Any other id is refused (403).")
final class ApiDocument {
    private ApiDocument() {}
}
