package io.kefu.filestore.type;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.file.port.MediaTypes;
import io.kefu.domain.file.FileName;
import io.kefu.filestore.testing.Media;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TikaMediaTypesTest {
    private final TikaMediaTypes types = new TikaMediaTypes();

    private String of(String head, String name) {
        return of(head.getBytes(ISO_8859_1), name);
    }

    private String of(byte[] content, String name) {
        MediaTypes.Detection detection = types.detect(content, FileName.of(name));
        detection.update(content, 0, content.length);
        return detection.type().value();
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
    void contentDecidesTheType(String head, String type) {
        assertThat(of(head, "x.png")).isEqualTo(type);
        assertThat(of(head, "x.html")).isEqualTo(type);
        assertThat(of(head, "x")).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "'RIFF\u0000\u0000\u0000\u0000WAVEfmt ', audio/wav",
        "'RF64\u00ff\u00ff\u00ff\u00ffWAVEds64', audio/wav",
        "'RIFF\u0000\u0000\u0000\u0000AVI LIST', video/x-msvideo",
        "'fLaC\u0000\u0000\u0000\"', audio/flac",
        "'#!AMR-WB\n', audio/amr-wb",
        "'\u00ff\u00fb\u0090d', audio/mpeg",
        "'\u00ff\u00f3@\u00c4', audio/mpeg",
        "'ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0004abcd\u00ff\u00fb\u0090d', audio/mpeg",
        "'ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0004abcd\u00ff\u00f1P\u0080\u0001\u001f\u00fc', audio/aac",
        "'ID3\u0004\u0000\u0010\u0000\u0000\u0000\u0002ab3DI\u0004\u0000\u0010\u0000\u0000\u0000\u0002fLaC', audio/flac",
        "'ID3\u0004\u0000\u0000\u007f\u007f\u007f\u007f', audio/mpeg",
    })
    void soundsHaveTheTypesThatBrowsersKnow(String head, String type) {
        assertThat(of(head, "x.bin")).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "audio-recorded.mp4, audio/mp4",
        "video.mp4, video/mp4",
        "audio-live.webm, audio/webm",
        "video.ogv, video/ogg",
        "audio.mp3, audio/mpeg",
        "audio.aac, audio/aac",
    })
    void readsContainersToTheirEnd(String file, String type) throws IOException {
        byte[] content = Media.read(file);
        int head = Math.min(500, content.length);
        MediaTypes.Detection detection = types.detect(Arrays.copyOf(content, head), FileName.of("x.txt"));
        detection.update(content, 0, content.length);
        assertThat(detection.type().value()).isEqualTo(type);
        assertThat(detection.isFinal()).isEqualTo(type.equals("audio/mpeg") || type.equals("audio/aac"));
    }

    /** Texts that have a word where old QuickTime files have the type of their first box. */
    @Test
    void textIsNotVideo() {
        for (String words : List.of("The free lunch", "the moov is not a box", "any skip of it", "some wide shot")) {
            assertThat(of(words, "x.mov")).isEqualTo("text/plain");
        }
        assertThat(of("\u0000\u0000\u0001\u0000free\u0001\u0002\u0003", "x.mov"))
                .isEqualTo("application/octet-stream");
    }

    @Test
    void nameDoesNotMakeAnUnknownContentAPicture() {
        String noise = "\u0001\u0002\u0003\u0004\u00fe\u00dc";
        for (String name : new String[] {"x.png", "x.html", "x.mp4", "x.svg"}) {
            assertThat(of(noise, name)).isEqualTo("application/octet-stream");
        }
    }

    @Test
    void nameDistinguishesOnlyOfficeFormats() {
        String zip = "PK\u0003\u0004\u0014\u0000\u0000\u0000";
        assertThat(of(zip, "a.docx"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        assertThat(of(zip, "a.zip")).isEqualTo("application/zip");
        assertThat(of(zip, "a.png")).isEqualTo("application/zip");
        assertThat(of(zip, "a.html")).isEqualTo("application/zip");
    }

    /** Office programs write {@code [Content_Types].xml} first, which marks the format. */
    @Test
    void nameDecidesTheTypeOfOfficeDocuments() throws IOException {
        String document = "application/vnd.openxmlformats-officedocument.";
        assertThat(ofOffice("word/document.xml", "a.docx")).isEqualTo(document + "wordprocessingml.document");
        assertThat(ofOffice("xl/workbook.xml", "a.xlsx")).isEqualTo(document + "spreadsheetml.sheet");
        assertThat(ofOffice("ppt/presentation.xml", "a.pptx")).isEqualTo(document + "presentationml.presentation");
        assertThat(ofOffice("word/document.xml", "a")).isEqualTo("application/zip");
        assertThat(ofOffice("word/document.xml", "a.png")).isEqualTo("application/zip");
        String old = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1" + "\u0000".repeat(600);
        assertThat(of(old, "a.doc")).isEqualTo("application/msword");
        assertThat(of(old, "a")).isEqualTo("application/x-ole-storage");
    }

    private String ofOffice(String part, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String entry : new String[] {"[Content_Types].xml", "_rels/.rels", part}) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write("<x/>".getBytes(ISO_8859_1));
            }
        }
        return of(out.toByteArray(), name);
    }
}
