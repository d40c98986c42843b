package io.kefu.filestore.type;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.file.FileName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TikaMediaTypesTest {
    private final TikaMediaTypes types = new TikaMediaTypes();

    private String of(String head, String name) {
        return types.detect(head.getBytes(ISO_8859_1), FileName.of(name)).value();
    }

    @ParameterizedTest
    @CsvSource({
        "'\u0089PNG\r\n\u001a\n', image/png",
        "'\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF', image/jpeg",
        "GIF89a, image/gif",
        "'RIFF\u0000\u0000\u0000\u0000WEBPVP8 ', image/webp",
        "'%PDF-1.7\n', application/pdf",
        "'<!DOCTYPE html><html>', text/html",
        "'<svg xmlns=\"http://www.w3.org/2000/svg\"/>', image/svg+xml",
        "'#!AMR\n', audio/amr",
        "'ID3\u0003', audio/mpeg",
        "words, text/plain",
    })
    void theContentTells(String head, String type) {
        assertThat(of(head, "x.png")).isEqualTo(type);
        assertThat(of(head, "x.html")).isEqualTo(type);
        assertThat(of(head, "x")).isEqualTo(type);
    }

    @Test
    void noNameMakesNoiseAPicture() {
        String noise = "\u0001\u0002\u0003\u0004\u00fe\u00dc";
        for (String name : new String[] {"x.png", "x.html", "x.mp4", "x.svg"}) {
            assertThat(of(noise, name)).isEqualTo("application/octet-stream");
        }
    }

    @Test
    void theNameTellsOfficeFormatsApartAndNoMore() {
        String zip = "PK\u0003\u0004\u0014\u0000\u0000\u0000";
        assertThat(of(zip, "a.docx"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        assertThat(of(zip, "a.zip")).isEqualTo("application/zip");
        assertThat(of(zip, "a.png")).isEqualTo("application/zip");
        assertThat(of(zip, "a.html")).isEqualTo("application/zip");
    }
}
