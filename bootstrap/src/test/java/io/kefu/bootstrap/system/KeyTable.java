package io.kefu.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of {@code docs/redis-keys.md}: the patterns of all keys, and what bounds their number and size. */
record KeyTable(List<Row> rows) {
    private static final Pattern ENTRIES = Pattern.compile("([0-9,]+) entries");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** A row: keys of one kind. */
    record Row(Pattern pattern, String bound) {
        /** Whether the keys have a lifetime in Redis. */
        boolean expires() {
            return bound.startsWith("expires");
        }

        /** Whether the keys exist only while something lasts, such as an open session. */
        boolean isTemporary() {
            return bound.startsWith("while");
        }

        /** Whether the keys exist as long as a conversation. */
        boolean isOfConversation() {
            return bound.equals("as long as the conversation");
        }

        /** The highest number of entries of one key. */
        long mostEntries(long users) {
            Matcher entries = ENTRIES.matcher(bound);
            if (entries.find()) {
                return Long.parseLong(entries.group(1).replace(",", ""));
            }
            if (bound.startsWith("kept")) {
                return 2;
            }
            return bound.startsWith("one entry a user") ? users : Long.MAX_VALUE;
        }

        /** Whether the table names a bound in one of the forms that these methods understand. */
        boolean isBounded() {
            return expires()
                    || isTemporary()
                    || isOfConversation()
                    || bound.startsWith("kept; ")
                    || bound.startsWith("one entry a ")
                    || bound.startsWith("as long as the file")
                    || bound.startsWith("until the user is deleted")
                    || ENTRIES.matcher(bound).find();
        }
    }

    static KeyTable read() {
        List<Row> rows = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                break;
            }
            if (line.startsWith("| `{")) {
                String[] columns = line.split(" \\| ", -1);
                String bound = columns[3].replaceFirst(" \\|$", "");
                NAME.matcher(columns[0]).results().forEach(name -> rows.add(new Row(pattern(name.group(1)), bound)));
            }
        }
        return new KeyTable(rows);
    }

    /** The row of a key; empty if the table has none. */
    Optional<Row> of(String key) {
        return rows.stream().filter(row -> row.pattern().matcher(key).matches()).findFirst();
    }

    private static Pattern pattern(String name) {
        StringBuilder pattern = new StringBuilder();
        for (String part : name.split("(?=<)|(?<=>)|(?=N})|(?<=\\{[ptf]N)", -1)) {
            if (part.startsWith("<")) {
                pattern.append("[^:]+");
            } else if (part.equals("N")) {
                pattern.append("[0-9]+");
            } else {
                pattern.append(Pattern.quote(part));
            }
        }
        return Pattern.compile(pattern.toString());
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("..", "docs", "redis-keys.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
