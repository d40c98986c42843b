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

/** The table of {@code docs/redis-keys.md}: which keys there are, and what bounds them. */
record KeyTable(List<Row> rows) {
    private static final Pattern ENTRIES = Pattern.compile("([0-9,]+) entries");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** Keys of one kind. */
    record Row(Pattern pattern, String bound) {
        /** Whether Redis removes them by itself. */
        boolean expires() {
            return bound.startsWith("expires");
        }

        /** Whether they go with what they are about. */
        boolean isPassing() {
            return bound.startsWith("while");
        }

        /** Whether they belong to a conversation. */
        boolean isOfConversation() {
            return bound.equals("as long as the conversation");
        }

        /** How many entries there may be. */
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

        /** Whether the table says what keeps them from growing, in words that the others can read. */
        boolean isBounded() {
            return expires()
                    || isPassing()
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

    /** The kind of a key; none for one that the table does not know. */
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
