package io.kefu.bootstrap.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.TestAccounts;
import io.kefu.redis.testing.FaultyProxy;
import io.kefu.redis.testing.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A customer and a kefu talk in two windows while pages are loaded again, the network fails and the service restarts. */
class ConversationPagesIT {
    @RegisterExtension
    private static final TestBrowser BROWSER = new TestBrowser();

    @TempDir
    private Path data = Path.of("");

    private Map<String, Object> settings;
    private KefuNode node;
    private FaultyProxy network;
    private String address = "";
    private ChatWindow customer;
    private ConsoleWindow kefu;
    private final List<String> texts = new ArrayList<>();

    @BeforeEach
    void openBothWindows() {
        int port = Ports.free(1).getFirst();
        settings = Map.of("kefu.port", port, "kefu.data-dir", data.toString());
        node = KefuNode.start(settings);
        network = FaultyProxy.to(port);
        new TestAccounts(new Api(node.uri())).kefu("kefu1", "客服一");
        address = "http://localhost:" + network.port();
        kefu = ConsoleWindow.logIn(BROWSER.open(), address, "kefu1", TestAccounts.PASSWORD);
        customer = ChatWindow.ofCustomer(BROWSER.open(), address);
        say(customer, "first question");
        kefu.list().getByRole(AriaRole.LINK).first().click();
        say(kefu, "first answer");
        awaitTextsInBothWindows();
    }

    @AfterEach
    void close() {
        network.close();
        node.close();
    }

    private void say(ChatWindow window, String text) {
        window.send(text);
        texts.add(text);
    }

    private void awaitTextsInBothWindows() {
        customer.awaitTexts(texts);
        kefu.awaitTexts(texts);
    }

    @Test
    void bothSeeWhatTheOtherDoes() {
        assertThat(customer.mark("已读")).isVisible();
        assertThat(kefu.mark("已读")).isVisible();
        customer.box().pressSequentially("typing");
        assertThat(kefu.log().getByLabel("正在输入")).isVisible();
        customer.box().fill("");

        say(customer, "a mistake");
        awaitTextsInBothWindows();
        customer.log().locator(".own").last().hover();
        customer.log().locator(".own").last().getByLabel("消息操作").click();
        customer.page
                .getByText("撤回", new Page.GetByTextOptions().setExact(true))
                .click();
        texts.removeLast();
        awaitTextsInBothWindows();
        assertThat(kefu.log()).containsText("撤回了一条消息");

        say(customer, "another question");
        customer.page.reload();
        kefu.page.reload();
        awaitTextsInBothWindows();
        say(kefu, "another answer");
        awaitTextsInBothWindows();
    }

    @Test
    void whatIsWrittenWithoutANetworkArrivesLater() {
        network.refuse();
        say(customer, "written offline");
        assertThat(customer.mark("发送中")).isVisible();
        assertThat(kefu.page.getByText("连接已断开").first()).isVisible();
        network.mend();
        awaitTextsInBothWindows();
    }

    @Test
    void whatTheNetworkLosesSilentlyArrivesLater() {
        network.swallow();
        say(kefu, "an answer into the void");
        say(kefu, "and one more");
        assertThat(kefu.mark("发送中")).isVisible();
        network.mend();
        // The browser reports this event when a computer wakes up, for example.
        kefu.page.evaluate("dispatchEvent(new Event('online'))");
        customer.page.evaluate("dispatchEvent(new Event('online'))");
        awaitTextsInBothWindows();
        assertThat(kefu.mark("已读")).isVisible();
    }

    @Test
    void aRestartOfTheServiceAndAClosedWindowLoseNothing() {
        node.close();
        say(customer, "written while the service is down");
        assertThat(customer.mark("发送中")).isVisible();
        customer.page.close();
        node = KefuNode.start(settings);
        customer = ChatWindow.ofCustomer(customer.page.context().newPage(), address);
        awaitTextsInBothWindows();
        say(kefu, "an answer after the restart");
        awaitTextsInBothWindows();
    }
}
