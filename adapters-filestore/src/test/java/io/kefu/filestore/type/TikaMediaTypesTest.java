package io.kefu.filestore.type;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.file.FileName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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

    /** As office programs write them, which begin with what tells that they are such. */
    @Test
    void officeDocumentsAreWhatTheirNamesSay() throws IOException {
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
        return types.detect(out.toByteArray(), FileName.of(name)).value();
    }
}
