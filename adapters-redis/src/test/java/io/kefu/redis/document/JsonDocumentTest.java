package io.kefu.redis.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonDocumentTest {
    @Test
    void readsWhatItWrote() {
        JsonDocument read = JsonDocument.parse(new JsonDocument()
                .with("text", "客服 \"小明\" 🦊\n\\")
                .with("number", 1_772_352_000_000L)
                .with("small", 7)
                .with("flag", true)
                .with("texts", List.of("a", "乙"))
                .with("document", new JsonDocument().with("score", 4))
                .with("documents", List.of(new JsonDocument().with("note", "x"), new JsonDocument()))
                .json());
        assertThat(read.text("text")).isEqualTo("客服 \"小明\" 🦊\n\\");
        assertThat(read.number("number")).contains(1_772_352_000_000L);
        assertThat(read.number("small")).contains(7L);
        assertThat(read.flag("flag")).isTrue();
        assertThat(read.texts("texts")).containsExactly("a", "乙");
        assertThat(read.document("document").orElseThrow().number("score")).contains(4L);
        assertThat(read.documents("documents"))
                .hasSize(2)
                .first()
                .satisfies(document -> assertThat(document.text("note")).isEqualTo("x"));
    }

    @Test
    void leavesOutAbsentValues() {
        JsonDocument document = new JsonDocument().with("text", null).with("texts", List.of());
        assertThat(document.json()).isEqualTo("{}");
        assertThat(document.text("text")).isNull();
        assertThat(document.number("number")).isEmpty();
        assertThat(document.flag("flag")).isFalse();
        assertThat(document.texts("texts")).isEmpty();
        assertThat(document.document("document")).isEmpty();
        assertThat(document.documents("documents")).isEmpty();
    }

    @Test
    void refusesOtherValues() {
        JsonDocument document = new JsonDocument().with("value", 'c');
        assertThatThrownBy(document::json).isInstanceOf(IllegalArgumentException.class);
    }
}
