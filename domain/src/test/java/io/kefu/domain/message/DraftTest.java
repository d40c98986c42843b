package io.kefu.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation;
import io.kefu.domain.file.FileId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTest {
    @Test
    void theLengthOfTheContentCountsCodePoints() {
        String longest = "😀".repeat(Draft.MAX_CONTENT);
        assertThat(text(longest).content()).isEqualTo(longest);
        assertThat(text("x").content()).isEqualTo("x");
        assertRefused("content", () -> text(longest + "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u3000"})
    void blankContentIsRefused(String content) {
        assertRefused("content", () -> text(content));
    }

    @Test
    void theTypeSystemIsRefused() {
        assertRefused("msg_type", () -> Draft.of(MessageType.SYSTEM, "x"));
    }

    @Test
    void aMediaMessageMentionsAFileByItsIdOrItsPath() {
        FileId id = new FileId("file_123456");
        assertThat(Draft.mentionedFile("file_123456")).contains(id);
        assertThat(Draft.mentionedFile("/api/files/file_123456")).contains(id);
        assertThat(Draft.mentionedFile("/api/files//api/files/file_123456")).isEmpty();
        assertThat(Draft.mentionedFile("https://evil.example/api/files/file_123456"))
                .isEmpty();
        assertThat(Draft.mentionedFile("/api/files/file_12345")).isEmpty();
        assertThat(text("file_123456").file()).isEmpty();
    }

    private static Draft text(String content) {
        return Draft.of(MessageType.TEXT, content);
    }

    private static void assertRefused(String field, Runnable call) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(call::run)
                .satisfies(refusal -> assertThat(refusal.violations())
                        .extracting(Violation::field)
                        .containsExactly(field));
    }
}
