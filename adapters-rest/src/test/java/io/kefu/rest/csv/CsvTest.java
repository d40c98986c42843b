package io.kefu.rest.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void cellsWithSeparatorsQuotesOrLineBreaksAreQuoted() {
        assertThat(lines("a", "b,c", "d\"e", "f\ng", "", 5)).isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",,5\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1"})
    void whatASpreadsheetWouldRunIsText(String cell) {
        assertThat(lines(cell).replace("\"", "")).isEqualTo("'" + cell + "\r\n");
    }

    @Test
    void elsewhereInACellTheseSignsAreJustSigns() {
        assertThat(lines("a=1", "1+1-1", "x@example.com")).isEqualTo("a=1,1+1-1,x@example.com\r\n");
    }

    @Test
    void theHeadSaysThatItIsUnicode() {
        assertThat(Csv.head(List.of("名", "b"))).isEqualTo("\uFEFF名,b\r\n".getBytes(UTF_8));
    }

    @Test
    void partsAreMadeOneAfterTheOther() throws IOException {
        int[] made = {0};
        Iterator<byte[]> parts = Stream.iterate(0, number -> number + 1)
                .limit(1_000)
                .peek(number -> made[0]++)
                .map(number -> number == 500 ? new byte[0] : new byte[] {(byte) 0xE9, number.byteValue()})
                .iterator();
        try (InputStream stream = Parts.file("x", Csv.TYPE, parts).getInputStream()) {
            assertThat(stream.read()).isEqualTo(0xE9);
            assertThat(stream.read(new byte[100])).isEqualTo(1);
            assertThat(made[0]).isLessThan(10);
            assertThat(stream.readAllBytes()).hasSize(2 * 998);
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.read(new byte[1])).isEqualTo(-1);
        }
    }

    private static String lines(Object... cells) {
        return new String(Csv.lines(List.of(List.of(cells))), UTF_8);
    }
}
