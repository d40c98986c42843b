package io.kefu.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Transfer;
import io.kefu.domain.user.Profile;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Length limits of texts of users count code points, and lone surrogates are refused. */
class LengthsTest {
    private static final Instant NOW = Instant.EPOCH;

    static Stream<Arguments> texts() {
        return Stream.of(
                text("comment", Rating.MAX_COMMENT, text -> new Rating(5, text)),
                text("reason", Ending.MAX_REASON, text -> new Ending(NOW, text)),
                text("note", Transfer.MAX_NOTE, text -> new Transfer(null, null, text, NOW)),
                text("client_msg_id", ClientMessageId.MAX_LENGTH, ClientMessageId::new),
                text("content", Draft.MAX_CONTENT, text -> Draft.of(MessageType.TEXT, text)),
                text("username", Profile.MAX_USERNAME, Profile::named),
                text(
                        "email",
                        Profile.MAX_EMAIL,
                        text -> Profile.named("x").withEmail(text.substring(0, text.length() - 4) + "@a")));
    }

    private static Arguments text(String field, int max, Function<String, Object> reader) {
        return Arguments.of(field, max, reader);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void countCodePoints(String field, int max, Function<String, Object> reader) {
        assertThat(reader.apply("😀".repeat(max))).isNotNull();
        assertRefused(() -> reader.apply("😀".repeat(max + 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void haveNoLoneSurrogates(String field, int max, Function<String, Object> reader) {
        assertRefused(() -> reader.apply("a\ud83dbcdef"));
        assertRefused(() -> reader.apply("\ude00abcdef"));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatExceptionOfType(DomainException.class).isThrownBy(call);
    }
}
