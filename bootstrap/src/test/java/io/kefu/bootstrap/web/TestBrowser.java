package io.kefu.bootstrap.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.kefu.bootstrap.wire.FrameSchemas;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A headless Chromium for the tests of a class, and their windows. It skips the class, and says so, if no Chromium is
 * installed. A test fails if a script of a page has an uncaught error, or violates the Content Security Policy. The windows of
 * a test that failed are saved as pictures in {@code target/windows}. Used by one thread, as the library requires.
 */
final class TestBrowser implements BeforeAllCallback, AfterTestExecutionCallback, AfterAllCallback {
    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final double TIMEOUT_MILLIS = 20_000;
    private static final Pattern VIOLATION = Pattern.compile("Content Security Policy|Refused to");
    private static final Path PICTURES = Path.of("target", "windows");

    private @Nullable Playwright playwright;
    private @Nullable Browser browser;
    private final List<String> errors = new CopyOnWriteArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> program = PROGRAMS.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            System.err.println("""

                    ########################################################################
                    #  SKIPPED: the web pages are not tested, because no Chromium is found #
                    #  in the PATH. On Debian: apt-get install chromium fonts-noto-cjk     #
                    ########################################################################
                    """);
            Assumptions.abort("no Chromium is installed");
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program.orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic")));
    }

    /** Opens a window with an empty profile, in Chinese. */
    Page open() {
        return open(new Browser.NewContextOptions());
    }

    /** Opens a window with an empty profile, in Chinese. */
    Page open(Browser.NewContextOptions options) {
        Page page = openExpectingErrors(options);
        page.context().onWebError(error -> errors.add(error.error()));
        page.context().onConsoleMessage(message -> {
            if (VIOLATION.matcher(message.text()).find()) {
                errors.add(message.text());
            }
        });
        return page;
    }

    /** Opens a window whose errors do not fail the test. */
    Page openExpectingErrors(Browser.NewContextOptions options) {
        BrowserContext profile = requireNonNull(browser).newContext(options.setLocale("zh-CN"));
        profile.setDefaultTimeout(TIMEOUT_MILLIS);
        profile.onPage(page -> page.onWebSocket(socket -> {
            socket.onFrameReceived(frame -> validate(() -> FrameSchemas.SERVICE.checkReceived(frame.text())));
            socket.onFrameSent(frame -> validate(() -> FrameSchemas.SERVICE.checkSent(frame.text())));
        }));
        return profile.newPage();
    }

    private void validate(Runnable check) {
        try {
            check.run();
        } catch (AssertionError failure) {
            errors.add(requireNonNull(failure.getMessage()));
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        List<Page> pages = requireNonNull(browser).contexts().stream()
                .flatMap(profile -> profile.pages().stream())
                .toList();
        if (context.getExecutionException().isPresent()) {
            for (int i = 0; i < pages.size(); i++) {
                String name = context.getRequiredTestClass().getSimpleName() + "-" + context.getDisplayName() + "-" + i;
                pages.get(i)
                        .screenshot(new Page.ScreenshotOptions()
                                .setPath(PICTURES.resolve(name.replaceAll("[^\\w-]", "") + ".png")));
            }
        }
        List.copyOf(requireNonNull(browser).contexts()).forEach(BrowserContext::close);
        List<String> found = List.copyOf(errors);
        errors.clear();
        assertThat(found).as("errors of scripts").isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (playwright != null) {
            playwright.close();
        }
    }
}
