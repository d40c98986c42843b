package io.kefu.rest.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadedNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "filename=\"报价,v1=2;终:a.txt\" → 报价,v1=2;终:a.txt",
                "filename=plain.txt → plain.txt",
                "FileName=\"a.txt\" → a.txt",
                "filename = \"a.txt\" ; size=3 → a.txt",
                "filename*=UTF-8''%E4%B8%AD.txt; filename=\"__.txt\" → 中.txt",
                "filename=\"__.txt\"; filename*=utf-8'zh-CN'%E4%B8%AD.txt → 中.txt",
                "filename*=GB18030''%D6%D0.txt; filename=\"__.txt\" → 中.txt",
                "filename*=UTF-8''a%; filename=\"b.txt\" → b.txt",
                "filename*=UTF-8''%FF%FE; filename=\"b.txt\" → b.txt",
                "filename*=bogus''a; filename=\"b.txt\" → b.txt",
                "filename*=a.txt; filename=\"b.txt\" → b.txt",
                "filename=\"\\\\server\\share\\a.txt\" → \\server\\share\\a.txt",
                "filename=\"\\\\\\\\server\\\\share\\\\a.txt\" → \\\\server\\share\\a.txt",
                "filename=\"C:\\dir\\a.txt\" → C:\\dir\\a.txt",
                "filename=\"say \\\"hi\\\".txt\" → say \"hi\".txt",
                "filename=\"say %22hi%22.txt\" → say \"hi\".txt",
                "filename=\"100%25 %20.txt\" → 100%25 %20.txt",
                "filename=\"=?UTF-8?B?5LitLnR4dA==?=\" → 中.txt",
                "filename=\"=?utf-8?q?=E4=B8=AD_100%.txt?=\" → 中 100%.txt",
                "filename=\"=?bogus?q?a?=\" → =?bogus?q?a?=",
                "filename=\"怎么?*<b>|.txt\" → 怎么?*<b>|.txt",
            })
    void readsTheSpellingsOfClients(String parameters, String name) {
        String header = " form-data; name=\"file\"; " + parameters;
        assertThat(UploadedName.name(header)).contains(name);
        String form = "--b\r\nContent-Disposition: form-data; name=\"category\"\r\n\r\nfile\r\n--b\r\n"
                + "Content-Type: text/plain\r\ncontent-disposition:" + header + "\r\n\r\ntext\r\n--b--";
        assertThat(UploadedName.disposition(form.getBytes(UTF_8), "b").flatMap(UploadedName::name))
                .contains(name);
    }

    @Test
    void onlyThePartOfTheFileIsRead() {
        String other = String.join(
                "\r\n",
                "--b",
                "Content-Disposition: form-data; name=\"other\"; filename=\"x\"",
                "",
                "Content-Disposition: form-data; name=\"file\"; filename=\"y\"",
                "",
                "");
        assertThat(UploadedName.disposition(other.getBytes(UTF_8), "b")).isEmpty();
        String both = other + "\r\n--b\r\nContent-Disposition: form-data; name=file;\r\n filename=z\r\n\r\n";
        assertThat(UploadedName.disposition(both.getBytes(UTF_8), "b").flatMap(UploadedName::name))
                .contains("z");
    }

    @Test
    void aMalformedHeaderHasNoName() {
        for (String form :
                new String[] {"", "--b", "--b\r\n\r\n\r\n", "--b\r\nContent-Disposition: form-data; name\r\n\r\n"}) {
            assertThat(UploadedName.disposition(form.getBytes(UTF_8), "b")).isEmpty();
        }
        String quotes = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + "\\\"".repeat(8_000);
        assertThat(UploadedName.disposition(quotes.getBytes(UTF_8), "b")).isEmpty();
        assertThat(UploadedName.name(quotes)).isPresent();
    }
}
