package io.kefu.bootstrap.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.TestAccounts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks all pages with axe-core for violations of WCAG 2.2 at the levels A and AA, in both themes. */
class AccessibilityIT {
    @RegisterExtension
    private static final TestBrowser BROWSER = new TestBrowser();

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private static KefuNode node;
    private static String address;

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of());
        address = "http://localhost:" + node.uri().getPort();
        Api api = new Api(node.uri());
        TestAccounts accounts = new TestAccounts(api);
        String kefu = accounts.kefu("kefu1", "客服一");
        write(api, accounts.customer("customer1", "张三"), "a question, see https://example.com");
        api.post(kefu, "/api/auth/kefu/heartbeat", "{\"kefu_id\": \"kefu1\", \"status\": \"busy\"}");
        write(api, accounts.customer("customer2", "李四"), "waiting");
        String admin = accounts.admin();
        for (String call : List.of(
                "/api/replies {\"shortcut\": \"hello\", \"content\": \"您好\", \"shared\": true}",
                "/api/blocks {\"network\": \"192.0.2.0/24\", \"reason\": \"spam\"}")) {
            String[] parts = call.split(" ", 2);
            assertThat(api.post(admin, parts[0], parts[1]).status()).isBetween(200, 201);
        }
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static void write(Api api, String token, String text) {
        String json = "{\"to_user_id\": \"support\", \"content\": \"%s\"}".formatted(text);
        assertThat(api.post(token, "/api/messages/send", json).status()).isEqualTo(200);
    }

    private static Page open(ColorScheme theme) {
        return BROWSER.open(
                new Browser.NewContextOptions().setColorScheme(theme).setReducedMotion(ReducedMotion.REDUCE));
    }

    private static void assertAccessible(Page page, String name) {
        boolean isDark = (boolean) page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches");
        // Only this rule depends on the theme.
        AxeBuilder axe = isDark
                ? new AxeBuilder(page).withRules(List.of("color-contrast"))
                : new AxeBuilder(page).withTags(RULES);
        assertThat(axe.analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(found -> rule.getId() + ": " + found.getHtml() + " " + found.getFailureSummary())))
                .as(name)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void thePagesOfCustomersAreAccessible(ColorScheme theme) {
        Page page = open(theme);
        page.navigate(address + "/");
        assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
        assertAccessible(page, "landing page");
        ChatWindow chat = ChatWindow.ofCustomer(page, address);
        assertAccessible(page, "chat before the first message");
        chat.send("hello");
        assertThat(chat.mark("已发送")).isVisible();
        assertAccessible(page, "chat");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theConsoleIsAccessible(ColorScheme theme) {
        Page page = open(theme);
        page.navigate(address + "/kefu/");
        assertThat(page.getByLabel("账号")).isVisible();
        assertAccessible(page, "login");
        ConsoleWindow kefu = ConsoleWindow.logIn(page, address, "kefu1", TestAccounts.PASSWORD);
        assertThat(kefu.row("张三")).isVisible();
        assertAccessible(page, "list of conversations");
        kefu.open("张三");
        kefu.awaitTexts(List.of("a question, see https://example.com"));
        assertAccessible(page, "conversation");
        kefu.button("转接").click();
        assertAccessible(page, "transfer");
        page.keyboard().press("Escape");
        page.keyboard().press("Control+k");
        assertThat(page.getByRole(AriaRole.COMBOBOX).first()).isVisible();
        assertAccessible(page, "palette");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void thePagesOfAdminsAreAccessible(ColorScheme theme) {
        Page page = open(theme);
        ConsoleWindow.logIn(page, address, "admin", KefuNode.ADMIN_PASSWORD);
        for (String route : List.of(
                "queue",
                "queue/customer2",
                "all",
                "reports",
                "admin/kefu",
                "admin/customers",
                "admin/replies",
                "admin/hours",
                "admin/blocks",
                "admin/audit",
                "admin/settings")) {
            page.navigate(address + "/kefu/#/" + route);
            assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
            assertThat(page.locator(".skeleton")).hasCount(0);
            assertAccessible(page, route);
        }
    }
}
