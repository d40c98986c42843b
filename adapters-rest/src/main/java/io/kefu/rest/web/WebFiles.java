package io.kefu.rest.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of the web pages: the ones in {@link #ENTRIES}, and all files to which these refer, directly or through others. No other
 * file of the resources is served. Pages refer to the other files by URLs that contain the {@link #version()}.
 */
final class WebFiles {
    /** The files with an own URL. */
    static final List<String> ENTRIES = List.of(
            "index.html", "console/index.html", "chat/index.html", "widget/widget.js", "sdk/kefu.js", "sdk/kefu.d.ts");

    private static final int VERSION_LENGTH = 16;
    /** A comment that begins a line. Without comments, the customers' page is an eighth smaller. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*(?://.*|/\\*\\*(?s:.*?)\\*/[ \\t]*)\\n");

    private static final String HEAD_END = "</head>";

    private final SortedMap<String, String> texts = new TreeMap<>();
    private final Map<String, WebFile> files = new HashMap<>();
    private final String version;

    /**
     * Reads and compresses all files.
     *
     * @param isDemo whether the demo account exists, which the pages may then show
     * @throws IllegalStateException if a file refers to one that does not exist
     */
    WebFiles(boolean isDemo) {
        readAll();
        this.version = digest(texts);
        texts.forEach((path, text) -> files.put(path, WebFile.of(path, served(path, text, isDemo))));
    }

    private String served(String path, String text, boolean isDemo) {
        if (path.endsWith(".html")) {
            return page(text, isDemo);
        }
        return path.endsWith(".js") ? COMMENT.matcher(text).replaceAll("") : text;
    }

    /** A hash of the contents of all files. */
    String version() {
        return version;
    }

    /** The file with this path. */
    Optional<WebFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private void readAll() {
        Deque<String> unread = new ArrayDeque<>(ENTRIES);
        while (!unread.isEmpty()) {
            String path = unread.remove();
            if (!texts.containsKey(path)) {
                String text = read(path);
                texts.put(path, text);
                unread.addAll(WebReferences.all(path, text));
            }
        }
    }

    private static String read(String path) {
        try (InputStream content = WebFiles.class.getResourceAsStream("/web/" + path)) {
            if (content == null) {
                throw new IllegalStateException("A web page refers to a file that does not exist: " + path);
            }
            return new String(content.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String digest(SortedMap<String, String> texts) {
        MessageDigest digest = Sha256.digest();
        texts.forEach((path, text) -> digest.update((path + '\0' + text + '\0').getBytes(UTF_8)));
        return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
    }

    /** Adds the version to the URLs of a page, and a link for each module, so that the browser loads all modules at once. */
    private String page(String text, boolean isDemo) {
        String links = modules(text).stream()
                .map(module -> "<link rel=\"modulepreload\" href=" + WebReferences.ASSETS + module + "\">")
                .collect(Collectors.joining("\n  ", "  ", "\n"));
        return text.replace(HEAD_END, links + HEAD_END)
                .replace(WebReferences.ASSETS, WebReferences.ASSETS + version + "/")
                .replace("data-demo=\"false\"", "data-demo=\"" + isDemo + "\"");
    }

    private Set<String> modules(String page) {
        Set<String> modules = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(WebReferences.all("index.html", page));
        while (!open.isEmpty()) {
            String path = open.remove();
            if (path.endsWith(".js") && modules.add(path)) {
                open.addAll(WebReferences.imports(path, texts.getOrDefault(path, "")));
            }
        }
        return modules;
    }
}
