package io.kefu.rest.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.session.query.ReadSession;
import io.kefu.application.session.testing.FullDetails;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each field of {@link SessionDetails} is in the response, and so in the export, those of later versions too. */
class SessionDetailsFieldsTest {
    private static final Principal ADMIN = new Principal(new UserId("admin"), Role.ADMIN, "admin");

    @Test
    void eachFieldIsInTheResponse() {
        try (ApplicationContext context = ApplicationContext.run()) {
            SessionMapper mapper = context.getBean(SessionMapper.class);
            SessionResponse empty = response(mapper, SessionDetails.NONE);
            FullDetails.eachFieldAlone()
                    .forEach((name, details) -> assertThat(response(mapper, details))
                            .as(
                                    "SessionDetails.%s is not in SessionResponse. Add it: the export of a user consists of these"
                                            + " responses, and users have a right to all data about them.",
                                    name)
                            .isNotEqualTo(empty));
        }
    }

    private static SessionResponse response(SessionMapper mapper, SessionDetails details) {
        SessionId id = SessionId.of(new ConversationId("conv_AAAAAAAAAAAAAAAA"), "00000001");
        Session session = Session.opened(id, new UserId("user123"), Session.DEFAULT_TYPE, Instant.EPOCH)
                .with(details);
        return mapper.response(new ReadSession.Found(session, null, null, null), ADMIN);
    }
}
