package io.kefu.rest.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void cellsWithSeparatorsQuotesOrLineBreaksAreQuoted() {
        assertThat(lines("a", "b,c", "d\"e", "f\ng", "", 5)).isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",,5\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"})
    void aFormulaBecomesText(String cell) {
        assertThat(lines(cell).replace("\"", "")).isEqualTo("'" + cell + "\r\n");
    }

    /** Some spreadsheets split at semicolons, some at tabs. */
    @Test
    void otherSeparatorsAreQuoted() {
        assertThat(lines("x;=1", "x\t=1", "x|=1")).isEqualTo("\"x;=1\",\"x\t=1\",\"x|=1\"\r\n");
    }

    @Test
    void signsInsideACellAreNoFormula() {
        assertThat(lines("a=1", "1+1-1", "x@example.com")).isEqualTo("a=1,1+1-1,x@example.com\r\n");
    }

    @Test
    void theFirstLineHasAByteOrderMark() {
        assertThat(Csv.firstLine("名,b")).isEqualTo("\uFEFF名,b\r\n".getBytes(UTF_8));
    }

    private static String lines(Object... cells) {
        return new String(Csv.lines(List.of(List.of(cells))), UTF_8);
    }
}
