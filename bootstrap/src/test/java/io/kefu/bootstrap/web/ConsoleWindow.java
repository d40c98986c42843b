package io.kefu.bootstrap.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The console of a kefu, in Chinese. */
final class ConsoleWindow extends ChatWindow {
    private ConsoleWindow(Page page) {
        super(page);
    }

    /** Opens the console and logs in. */
    static ConsoleWindow logIn(Page page, String address, String id, String password) {
        page.navigate(address + "/kefu/");
        page.getByLabel("账号").fill(id);
        page.getByLabel("密码").fill(password);
        ConsoleWindow console = new ConsoleWindow(page);
        console.button("登录").click();
        assertThat(console.list()).isVisible();
        return console;
    }

    Locator list() {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("我的会话"));
    }

    /** The row of the customer in the list of the kefu's conversations. */
    Locator row(String name) {
        return list().getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText(name));
    }

    /** Opens the conversation with a customer whom the kefu serves. */
    void open(String name) {
        row(name).click();
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("与 " + name + " 的会话")))
                .isVisible();
    }
}
