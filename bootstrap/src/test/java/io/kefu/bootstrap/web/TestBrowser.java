package io.kefu.bootstrap.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium for one test class. It collects the errors of all pages. Used by one thread, as the library requires. */
final class TestBrowser implements AutoCloseable {
    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final double TIMEOUT_MILLIS = 20_000;
    private static final Pattern VIOLATION = Pattern.compile("Content Security Policy|Refused to");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private TestBrowser(Path program) {
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of(
                                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic")));
    }

    /** Starts the browser. Skips the test and says so if no Chromium is installed. */
    static TestBrowser start() {
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
        return new TestBrowser(program.orElseThrow());
    }

    /** Opens a window with an empty profile, in Chinese, whose errors are not collected. */
    Page openExpectingErrors() {
        BrowserContext profile = browser.newContext(new Browser.NewContextOptions().setLocale("zh-CN"));
        profile.setDefaultTimeout(TIMEOUT_MILLIS);
        return profile.newPage();
    }

    /** Opens a window with an empty profile. */
    Page open(Browser.NewContextOptions options) {
        BrowserContext profile = browser.newContext(options);
        profile.setDefaultTimeout(TIMEOUT_MILLIS);
        profile.onWebError(error -> errors.add(error.error()));
        profile.onConsoleMessage(message -> {
            if (VIOLATION.matcher(message.text()).find()) {
                errors.add(message.text());
            }
        });
        return profile.newPage();
    }

    /** Opens a window with an empty profile, in Chinese. */
    Page open() {
        return open(new Browser.NewContextOptions().setLocale("zh-CN"));
    }

    /** Uncaught errors of scripts, and violations of the Content Security Policy, on all pages. */
    List<String> errors() {
        return errors;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
