package io.kefu.domain.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.txt",
                "客服 报告 (终稿).pdf",
                "🦊.png",
                "a.tar.gz",
                "-rf",
                "CON",
                "a'b;c&d=$e`f",
                "报价,v1=2;终.txt",
                "a:b.txt",
                "怎么退款?.txt",
                "a*b<c>|d.txt",
                "say \"hi\".txt",
                "100%25.txt",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67.png",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.txt",
                "\u0915\u094d\u200d\u0937.txt",
                "\u2764\ufe0f.png",
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f.png"
            })
    void keepsNamesOfAllScripts(String name) {
        assertThat(FileName.of(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../../passwd",
                "C:\\windows\\passwd",
                "..\\passwd",
                "a/../passwd",
                " passwd. ",
                "...passwd",
                "pass\u0000wd",
                "pass\r\nwd",
                "\u202epasswd",
                "pass\u200bwd",
                "pass\ud800wd",
                "\\\\server\\share\\passwd",
                "C:\\a\\passwd",
                "\u200dpass\u2066wd\u200c",
                "pass\u00adwd\u2060",
                "pass\udb40\udc67wd",
                "pa\u009bss\u007fwd",
                "\ufeffpasswd\u00a0"
            })
    void removesCharactersThatAreNotAllowed(String given) {
        assertThat(FileName.of(given).value()).isEqualTo("passwd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "..", "a/", "\u0000", " . ", "\\", "\u200d\u200c"})
    void emptyNameBecomesFile(String given) {
        assertThat(FileName.of(given).value()).isEqualTo("file");
    }

    @Test
    void longNameKeepsItsExtensionAndWholeCharacters() {
        String name = FileName.of("报".repeat(200) + ".pdf").value();
        assertThat(name.getBytes(UTF_8).length).isBetween(FileName.MAX_BYTES - 2, FileName.MAX_BYTES);
        assertThat(name).endsWith("报.pdf");
        assertThat(FileName.of("a." + "b".repeat(300)).value()).hasSize(FileName.MAX_BYTES);
        assertThat(FileName.of("x".repeat(255)).value()).hasSize(255);
    }

    @Test
    void constructorRefusesCharactersThatAreNotAllowed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FileName("a/b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileName(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileName("x".repeat(256)));
    }
}
