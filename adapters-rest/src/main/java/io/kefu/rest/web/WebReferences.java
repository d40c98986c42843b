package io.kefu.rest.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the files that a page, style sheet or module refers to. Paths are relative to the folder {@code web}. */
final class WebReferences {
    /** The prefix of references in pages. References in modules and style sheets are relative. */
    static final String ASSETS = "\"/assets/";

    private static final Pattern IN_PAGE = Pattern.compile(ASSETS + "([^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("\\b(?:from|import)\\s*['\"](\\.{1,2}/[^'\"]+)['\"]");
    private static final Pattern LATER =
            Pattern.compile("\\b(?:import|new URL)\\(\\s*['\"](\\.{1,2}/[^'\"]+)['\"]\\s*[,)]");
    private static final Pattern IN_STYLE = Pattern.compile("(?:@import\\s+|url\\(\\s*)['\"]?(\\.{1,2}/[^'\")]+)");

    private WebReferences() {}

    /** All files to which the file refers. */
    static List<String> all(String path, String text) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "html" -> find(IN_PAGE, "", text);
            case "css" -> find(IN_STYLE, path, text);
            case "js" -> {
                List<String> found = new ArrayList<>(imports(path, text));
                found.addAll(find(LATER, path, text));
                yield List.copyOf(found);
            }
            default -> List.of();
        };
    }

    /** The modules that a browser loads before it runs the module. */
    static List<String> imports(String path, String text) {
        return find(IMPORT, path, text);
    }

    private static List<String> find(Pattern pattern, String base, String text) {
        return pattern.matcher(text)
                .results()
                .map(reference ->
                        URI.create("/" + base).resolve(reference.group(1)).getPath())
                .map(path -> path.startsWith("/") ? path.substring(1) : path)
                .distinct()
                .toList();
    }
}
