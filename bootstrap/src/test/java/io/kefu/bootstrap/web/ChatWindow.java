package io.kefu.bootstrap.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/** A window with a list of messages and a box to write in: the customers' page, or the console. In Chinese. */
class ChatWindow {
    final Page page;

    ChatWindow(Page page) {
        this.page = page;
    }

    /** Opens the customers' page. */
    static ChatWindow ofCustomer(Page page, String address) {
        page.navigate(address + "/chat/");
        ChatWindow window = new ChatWindow(page);
        assertThat(window.box()).isVisible();
        return window;
    }

    final Locator box() {
        return page.getByLabel("输入消息");
    }

    final Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    final Locator log() {
        return page.getByRole(AriaRole.LOG);
    }

    final void send(String text) {
        box().fill(text);
        box().press("Enter");
    }

    final Locator texts() {
        return log().locator(".message-text");
    }

    /** Waits until exactly these texts are shown, in this order, each followed by its time. The texts have no special characters. */
    final void awaitTexts(List<String> texts) {
        assertThat(texts())
                .hasText(texts.stream()
                        .map(text -> Pattern.compile("^" + text + "\\s*\\d{1,2}:\\d{2}$"))
                        .toArray(Pattern[]::new));
    }

    /** The mark beside the newest own message, by its label: 发送中, 已发送, 已送达 or 已读. */
    final Locator mark(String label) {
        return log().locator(".own").last().getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName(label));
    }
}
