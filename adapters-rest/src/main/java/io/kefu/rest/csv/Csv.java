package io.kefu.rest.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tables as RFC 4180 has them, in UTF-8. What a spreadsheet would take for a formula begins with an apostrophe, which makes
 * it a text to every spreadsheet; and texts stand in quotes, since some split them where we do not.
 */
public final class Csv {
    /** The type of such an answer. */
    public static final String TYPE = "text/csv;charset=utf-8";

    /** Without it some spreadsheets read Chinese as something else. */
    private static final String MARK = "\uFEFF";

    /** What no program splits. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}\\p{So} _.:@/+=()'-]*");

    /** Among them the wide ones that Chinese keyboards have. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private Csv() {}

    /** The first line, with the columns' names. */
    public static byte[] head(List<String> names) {
        return (MARK + line(names)).getBytes(UTF_8);
    }

    /** Lines of a table; a cell is the text of its value. */
    public static byte[] lines(List<? extends List<?>> rows) {
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
