package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The status of each call for each role, as the table in {@code access-table.txt}. Kefu {@code kefu1} serves {@code customer1}, and {@code kefu2} serves
 * {@code customer2}. {@code {self}} is the id of the caller. The reply {@code other} is {@code kefu2}'s own. The files {@code
 * own} and {@code sent} belong to {@code customer1}, the file {@code other} to {@code customer2}; messages attach {@code sent}
 * and {@code other}. If several reasons to refuse a call apply, the first of 401, 403, 400, 404 and 409 counts.
 */
final class AccessTable {
    private static final String TABLE = "access-table.txt";

    private AccessTable() {}

    /** The columns of the table, with the ids of their callers. */
    enum Caller {
        ANYONE("nobody"),
        CUSTOMER("customer1"),
        KEFU("kefu1"),
        ADMIN("admin");

        private final String id;

        Caller(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /**
     * A call, and the expected status of its response.
     *
     * @param endsTheLogin whether the call ends the login of the caller, so that it needs a new user
     * @param code the error code of a 404 or 409 if it is not the default one of the path; else empty
     */
    record Cell(Caller caller, String method, String path, String body, int status, boolean endsTheLogin, String code) {

        /** Whether the call matches this route, such as {@code GET /api/users/{user_id}}. */
        boolean isOf(String route) {
            return (method + " " + path.replaceFirst("\\?.*", "")).matches(route.replaceAll("\\{.*?}", "[^/]+"));
        }

        @Override
        public String toString() {
            return "%s: %s %s %s → %d".formatted(caller, method, path, body, status);
        }
    }

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        try (InputStream table = Objects.requireNonNull(AccessTable.class.getResourceAsStream(TABLE), TABLE)) {
            new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> add(line, cells));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return cells;
    }

    private static void add(String line, List<Cell> cells) {
        String[] columns = line.split("\\s*\\|\\s*", -1);
        String[] route = columns[0].strip().split(" ", -1);
        String last = columns[columns.length - 1];
        boolean ends = last.equals("ends");
        String code = last.endsWith("_NOT_FOUND") || last.equals("SESSION_CLOSED") ? last : "";
        int column = 2;
        for (Caller caller : Caller.values()) {
            int status = Integer.parseInt(columns[column++].strip());
            cells.add(new Cell(caller, route[0], route[1], columns[1], status, ends, code));
        }
    }
}
