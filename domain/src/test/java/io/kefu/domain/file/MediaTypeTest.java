package io.kefu.domain.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/svg+xml",
                "text/html",
                "text/plain",
                "application/pdf",
                "application/xhtml+xml",
                "text/xml",
                "application/javascript",
                "application/octet-stream",
                "image/tiff",
                "multipart/mixed"
            })
    void typesThatBrowsersCouldExecuteAreNotShown(String type) {
        assertThat(new MediaType(type).isShown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audio/mp4",
                "audio/webm",
                "audio/ogg",
                "audio/aac",
                "audio/flac",
                "audio/wav",
                "audio/mpeg",
                "audio/amr",
                "audio/3gpp",
                "video/mp4",
                "video/webm",
                "video/ogg",
                "video/quicktime",
                "video/3gpp",
                "video/x-matroska"
            })
    void audioAndVideoOfBrowsersAndPhonesAreShown(String type) {
        assertThat(new MediaType(type).isShown()).isTrue();
    }

    @Test
    void matchesPatterns() {
        MediaType png = new MediaType("image/png");
        assertThat(png.isShown()).isTrue();
        assertThat(png.matches("image/png")).isTrue();
        assertThat(png.matches("image/*")).isTrue();
        assertThat(png.matches("*/*")).isTrue();
        assertThat(png.matches("image/p")).isFalse();
        assertThat(png.matches("imag/*")).isFalse();
        assertThat(new MediaType("imagex/png").matches("image/*")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "image", "image/", "/png", "image/png; a=b", "image/png\r\nX: y", "Image/PNG"})
    void malformedTypeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MediaType(text));
    }
}
