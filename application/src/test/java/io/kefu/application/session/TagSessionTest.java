package io.kefu.application.session;

import static io.kefu.application.session.testing.SessionFixture.admin;
import static io.kefu.application.session.testing.SessionFixture.customer;
import static io.kefu.application.session.testing.SessionFixture.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagSessionTest {
    private final InMemoryConversations conversations = new InMemoryConversations();
    private final SessionFixture fixture = SessionFixture.inMemory(conversations);
    private final TagSession tagSession = new TagSession(fixture.sessions());

    @Test
    void tagsAreNormalizedAndOccurOnce() {
        assertThat(new TagSession.Command(List.of(" VIP\t", "cafe\u0301", "VIP", "caf\u00e9", "vip", "退款 🦊")).tags())
                .containsExactly("VIP", "caf\u00e9", "vip", "退款 🦊");
        String longest = "🦊".repeat(SessionDetails.MAX_TAG);
        assertThat(new TagSession.Command(List.of(longest)).tags()).containsExactly(longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "a\nb", "a\u0085b", "123456789012345678901234567890123"})
    void anInvalidTagIsRefused(String tag) {
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> new TagSession.Command(List.of("valid", tag)));
    }

    @Test
    void moreThanTenTagsAreRefused() {
        List<String> tags =
                IntStream.rangeClosed(1, 11).mapToObj(i -> "tag" + i).toList();
        assertThat(new TagSession.Command(tags.subList(0, 10)).tags()).hasSize(10);
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> new TagSession.Command(tags));
    }

    @Test
    void kefuOfTheCustomerAndAdminsReplaceTheTagsOfOpenAndClosedSessions() {
        fixture.comes("one", 3);
        Session session = fixture.opens("mei");
        assertThat(tags(tagSession.tag(kefu("one"), session.id(), command("a", "b"))))
                .containsExactly("a", "b");
        fixture.closes(session.id());
        assertThat(tags(tagSession.tag(kefu("one"), session.id(), command("c"))))
                .containsExactly("c");
        assertThat(tags(fixture.find(session.id()))).containsExactly("c");
        assertThat(tags(tagSession.tag(admin("boss"), session.id(), command()))).isEmpty();
        assertThat(tags(fixture.find(session.id()))).isEmpty();
    }

    @Test
    void othersMayNotTag() {
        SessionId waiting = fixture.opens("mei").id();
        fixture.comes("one", 3);
        assertRefused(ErrorCode.FORBIDDEN, () -> tagSession.tag(customer("mei"), waiting, command("a")));
        assertRefused(ErrorCode.FORBIDDEN, () -> tagSession.tag(kefu("two"), waiting, command("a")));
        SessionId unknown = SessionId.of(waiting.conversation(), "nowhere0");
        assertRefused(ErrorCode.SESSION_NOT_FOUND, () -> tagSession.tag(admin("boss"), unknown, command("a")));
        assertThat(tags(fixture.find(waiting))).isEmpty();
    }

    @Test
    void theStaffOfTheSessionAreNotifiedAndTheCustomerIsNot() {
        List<String> notified = new ArrayList<>();
        for (String user : List.of("mei", "one", "two", "boss", "other")) {
            conversations.events().subscribe(new UserId(user), event -> {
                if (event instanceof UserEvent.SessionTagged) {
                    notified.add(user);
                }
            });
        }
        fixture.comes("one", 1);
        Session first = fixture.opens("mei");
        fixture.closes(first.id());
        fixture.presence().endDuty(new UserId("one"), fixture.clock().instant());
        fixture.comes("two", 1);
        fixture.opens("mei");
        tagSession.tag(admin("boss"), first.id(), command("a"));
        assertThat(notified).containsExactlyInAnyOrder("one", "two", "boss");
    }

    private static TagSession.Command command(String... tags) {
        return new TagSession.Command(List.of(tags));
    }

    private static List<String> tags(Session session) {
        return session.details().tags();
    }
}
