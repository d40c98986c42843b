package io.kefu.bootstrap.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Chinese README says the same as the English one, and links of documents lead to files. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path ENGLISH = ROOT.resolve("README.md");
    private static final Path CHINESE = ROOT.resolve("docs/README.zh-CN.md");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ ");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)#]+)(#[^)]*)?\\)");

    @Test
    void chineseReadmeHasTheSameHeadings() throws IOException {
        assertThat(all(HEADING, withoutBlocks(CHINESE))).isEqualTo(all(HEADING, withoutBlocks(ENGLISH)));
    }

    @Test
    void chineseReadmeHasTheSameCommands() throws IOException {
        assertThat(all(BLOCK, Files.readString(CHINESE))).isEqualTo(all(BLOCK, Files.readString(ENGLISH)));
        assertThat(all(CODE, withoutBlocks(CHINESE))).hasSameElementsAs(all(CODE, withoutBlocks(ENGLISH)));
    }

    @Test
    void chineseReadmeHasTheSameLinks() throws IOException {
        Predicate<Path> isOther = target -> !target.equals(ENGLISH) && !target.equals(CHINESE);
        assertThat(links(CHINESE).filter(isOther))
                .isEqualTo(links(ENGLISH).filter(isOther).toList());
    }

    @Test
    void linksOfDocumentsLeadToFiles() throws IOException {
        List<Path> documents;
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            documents = Stream.concat(files, Stream.of(ENGLISH, ROOT.resolve("CONTRIBUTING.md")))
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
        assertThat(documents).hasSizeGreaterThan(20);
        for (Path document : documents) {
            assertThat(links(document).filter(Files::notExists))
                    .as("%s", document)
                    .isEmpty();
        }
    }

    private static Stream<Path> links(Path document) throws IOException {
        Matcher links = LINK.matcher(withoutBlocks(document));
        return links.results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://"))
                .map(target -> document.resolveSibling(target).normalize());
    }

    private static String withoutBlocks(Path document) throws IOException {
        return BLOCK.matcher(Files.readString(document)).replaceAll("");
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group()).toList();
    }
}
