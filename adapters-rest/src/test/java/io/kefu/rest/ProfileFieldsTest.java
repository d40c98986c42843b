package io.kefu.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.user.testing.Users;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.Profile;
import io.kefu.rest.RestServer.Answer;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each field of {@link Profile} can be created, changed, read and exported, those of later versions too. */
class ProfileFieldsTest {
    private final RestServer server = new RestServer();
    private final JsonMapper mapper = server.bean(JsonMapper.class);
    private final Map<String, JsonNode> fields = fields();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aNewUserHasEachField() throws IOException {
        Answer created = server.post(RestServer.ADMIN, "/api/users", with("user_id", "user9"));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertFields(created, "", "CreateUserRequest and CreateUserRequest.command, and to UserResponse");
        assertFields(server.get(RestServer.ADMIN, "/api/users/user9"), "", "UserResponse");
    }

    @Test
    void aChangedUserHasEachField() throws IOException {
        Answer changed = server.call("PUT", "/api/users/user123")
                .as(RestServer.ADMIN)
                .json(mapper.writeValueAsString(JsonNode.createObjectNode(fields)))
                .send();
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertFields(changed, "", "UpdateUserRequest and UpdateUserRequest.command");
    }

    @Test
    void anExportHasEachField() throws IOException {
        server.post(RestServer.ADMIN, "/api/users", with("user_id", "user9"));
        assertFields(
                server.get(RestServer.ADMIN, "/api/users/user9/export"),
                "user.",
                "UserResponse, because users have a right to all data about them");
    }

    private void assertFields(Answer answer, String prefix, String where) {
        fields.forEach((name, value) -> assertThat(answer.node(prefix + name))
                .as("The field %s of Profile is missing. Add it to %s.", name, where)
                .isEqualTo(value));
    }

    private String with(String name, String value) throws IOException {
        Map<String, JsonNode> all = new LinkedHashMap<>(fields);
        all.put(name, JsonNode.createStringNode(value));
        return mapper.writeValueAsString(JsonNode.createObjectNode(all));
    }

    private Map<String, JsonNode> fields() {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        try {
            for (RecordComponent field : Profile.class.getRecordComponents()) {
                Object value = field.getAccessor().invoke(Users.FULL_PROFILE);
                values.put(
                        NameUtils.environmentName(field.getName()).toLowerCase(Locale.ROOT),
                        value instanceof Metadata metadata
                                ? mapper.readValue(metadata.json(), JsonNode.class)
                                : JsonNode.from(value));
            }
        } catch (IOException | ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return values;
    }
}
