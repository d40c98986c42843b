package io.kefu.rest.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.rest.stream.Parts;
import io.kefu.rest.stream.Streamed;
import io.micronaut.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes tables as CSV (RFC 4180) in UTF-8. A text that a spreadsheet would run as a formula gets an apostrophe in front, which
 * makes it a text in every spreadsheet. Texts with unusual characters are quoted, because some spreadsheets split cells at
 * other characters than commas.
 */
public final class Csv {
    /** The media type of a CSV answer. */
    public static final String TYPE = "text/csv;charset=utf-8";

    /** The byte order mark, without which some spreadsheets do not read the table as UTF-8. */
    private static final String MARK = "\uFEFF";

    /** Cells that need no quotes, because no spreadsheet splits them. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}\\p{So} _.:@/+=()'-]*");

    /** The characters with which a formula begins, with their full-width forms. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private Csv() {}

    /**
     * An answer that a browser saves as a table. Pages of rows are requested from the stream while the answer is sent. Each cell is
     * written as its {@code toString()}.
     *
     * @param name the name of the file, of ASCII letters and digits
     * @param columns the names of the columns, with commas in between
     */
    public static HttpResponse<Streamed> answer(String name, String columns, Stream<List<List<Object>>> pages) {
        return Parts.file(
                name,
                TYPE,
                Stream.concat(Stream.of(firstLine(columns)), pages.map(Csv::lines))
                        .iterator());
    }

    static byte[] firstLine(String columns) {
        return (MARK + columns + "\r\n").getBytes(UTF_8);
    }

    static byte[] lines(List<? extends List<?>> rows) {
        return rows.stream().map(Csv::line).collect(Collectors.joining()).getBytes(UTF_8);
    }

    private static String line(List<?> cells) {
        return cells.stream().map(cell -> cell(cell.toString())).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = isFormula(text) ? "'" + text : text;
        return PLAIN.matcher(safe).matches() ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    }
}
