package io.kefu.bootstrap.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.TestAccounts;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests files, transfers, the queue and hostile texts in the console and in the customers' page. */
class StaffPagesIT {
    @RegisterExtension
    private static final TestBrowser BROWSER = new TestBrowser();

    private KefuNode node;
    private TestAccounts accounts;
    private Api api;
    private String address = "";

    @BeforeEach
    void start() {
        node = KefuNode.start(Map.of());
        address = "http://localhost:" + node.uri().getPort();
        api = new Api(node.uri());
        accounts = new TestAccounts(api);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private ConsoleWindow console(String id) {
        return ConsoleWindow.logIn(BROWSER.open(), address, id, TestAccounts.PASSWORD);
    }

    private void write(String token, String text) {
        String json = "{\"to_user_id\": \"support\", \"content\": \"%s\"}".formatted(text);
        assertThat(api.post(token, "/api/messages/send", json).status()).isEqualTo(200);
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    @Test
    void filesAreUploadedWithProgressAndShownToTheOtherSide() throws Exception {
        accounts.kefu("kefu1", "客服一");
        ConsoleWindow kefu = console("kefu1");
        ChatWindow customer = ChatWindow.ofCustomer(BROWSER.open(), address);
        customer.send("hello");
        kefu.list().getByRole(AriaRole.LINK).first().click();

        List<Route> held = new ArrayList<>();
        customer.page.route("**/api/files/upload", held::add);
        customer.page.locator("input[type=file]").setInputFiles(new FilePayload[] {
            new FilePayload("照片.png", "image/png", picture()),
            new FilePayload("list.txt", "text/plain", "a,b".getBytes(UTF_8)),
        });
        assertThat(customer.page.getByLabel("正在上传 照片.png")).isVisible();
        customer.button("取消上传 list.txt").click();
        assertThat(customer.page.getByText("list.txt")).hasCount(0);
        customer.page.waitForCondition(() -> !held.isEmpty());
        held.getFirst().resume();

        for (ChatWindow window : List.of(customer, kefu)) {
            Locator image = window.log().locator("img");
            assertThat(image).hasCount(1);
            window.page.waitForCondition(() -> (int) image.evaluate("image => image.naturalWidth") > 0);
        }
        assertThat(customer.page.getByLabel("正在上传")).hasCount(0);
    }

    @Test
    void aTransferMovesTheConversationToTheColleague() {
        accounts.kefu("kefu1", "客服一");
        String customer = accounts.customer("customer1", "张三");
        write(customer, "a question");
        accounts.kefu("kefu2", "客服二");
        ConsoleWindow first = console("kefu1");
        ConsoleWindow second = console("kefu2");
        first.open("张三");
        first.button("转接").click();
        Locator dialog = first.page.getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("客服二"))
                .check();
        dialog.getByLabel("转接说明").fill("wants a refund");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("转接"))
                .click();

        second.open("张三");
        second.awaitTexts(List.of("a question"));
        second.send("I take over");
        second.awaitTexts(List.of("a question", "I take over"));
        assertThat(first.row("张三")).hasCount(0);
        assertThat(api.get(customer, "/api/messages/history/customer1").body()).contains("I take over");
    }

    @Test
    void theQueueMovesForThoseWhoWait() {
        String token = accounts.kefu("kefu1", "客服一");
        api.post(token, "/api/auth/kefu/heartbeat", "{\"kefu_id\": \"kefu1\", \"status\": \"busy\"}");
        ConsoleWindow kefu = console("kefu1");
        write(accounts.customer("customer1", "张三"), "the first");
        ChatWindow waiting = ChatWindow.ofCustomer(BROWSER.open(), address);
        waiting.send("the second");
        assertThat(waiting.page.getByText("前面还有 1 位")).isVisible();
        Locator queue = kefu.page.locator("nav a[href='#/queue']");
        assertThat(queue).containsText("2");

        kefu.page.keyboard().press("t");
        kefu.awaitTexts(List.of("the first"));
        assertThat(waiting.page.getByText("您是下一位")).isVisible();
        kefu.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("排队"))
                .click();
        kefu.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("接入"))
                .first()
                .click();
        kefu.awaitTexts(List.of("the second"));
        kefu.send("welcome");
        waiting.awaitTexts(List.of("the second", "welcome"));
        assertThat(waiting.page.getByText("客服一").first()).isVisible();
    }

    @Test
    void hostileTextsAreShownAsTexts() {
        accounts.kefu("kefu1", "客服一");
        ConsoleWindow kefu = console("kefu1");
        ChatWindow customer = ChatWindow.ofCustomer(BROWSER.open(), address);
        List<String> texts = List.of(
                "<img src=x onerror=\"window.hacked = true\">",
                "<script>window.hacked = true</script><b>bold</b>",
                "javascript:window.hacked=true https://example.com/\"onmouseover=\"window.hacked=true",
                "\u202Eevil.exe\u202C and \u2066isolated\u2069",
                "zero\u200Bwidth\u200D\uFEFF and Z\u0351\u036B\u0343\u036A\u0302\u036B",
                "שלום, איך אפשר לעזור?",
                "😀".repeat(4_000));
        texts.forEach(customer::send);
        kefu.list().getByRole(AriaRole.LINK).first().click();
        for (ChatWindow window : List.of(customer, kefu)) {
            Locator newest = window.texts().last();
            assertThat(newest).containsText("😀😀");
            assertThat(newest.evaluate("text => [...text.textContent].filter(c => c === '😀').length"))
                    .isEqualTo(4_000);
            // Scrolls up, because a list has only the visible messages in the document.
            for (String text : texts.reversed()) {
                window.log().hover();
                window.page.waitForCondition(() -> {
                    boolean isShown = window.texts().allTextContents().stream().anyMatch(shown -> shown.contains(text));
                    if (!isShown) {
                        window.page.mouse().wheel(0, -400);
                    }
                    return isShown;
                });
            }
            assertThat(window.log().locator("img[src=x], script, b")).hasCount(0);
            assertThat(window.page.evaluate("window.hacked === undefined")).isEqualTo(true);
            assertThat(window.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
        }
        assertThat(kefu.log().locator("a").evaluateAll("links => links.map(link => link.protocol)"))
                .isEqualTo(List.of("https:"));
    }
}
