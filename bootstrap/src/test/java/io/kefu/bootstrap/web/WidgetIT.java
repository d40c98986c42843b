package io.kefu.bootstrap.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.TestAccounts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the widget on a site of another origin, whose own Content Security Policy allows only the scripts and frames of kefu. */
class WidgetIT {
    @RegisterExtension
    private static final TestBrowser BROWSER = new TestBrowser();

    private static final String SECRET = "a-secret-of-a-site-with-32-bytes-or-more";

    private static HttpServer site;
    private static KefuNode node;
    private static KefuNode closedNode;
    private static Api api;
    private static String kefu;

    @BeforeAll
    static void start() throws Exception {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node = KefuNode.start(Map.of("kefu.http.origins", address(), "kefu.identity.secret", SECRET));
        closedNode = node.startBeside(Map.of());
        api = new Api(node.uri());
        kefu = new TestAccounts(api).kefu("kefu1", "客服一");
        servePage("/", node);
        servePage("/of-another-service", closedNode);
        site.start();
    }

    @AfterAll
    static void stop() {
        site.stop(0);
        closedNode.close();
        node.close();
    }

    private static String address() {
        return "http://localhost:" + site.getAddress().getPort();
    }

    private static String service(KefuNode of) {
        return "http://localhost:" + of.uri().getPort();
    }

    private static void servePage(String path, KefuNode of) {
        byte[] page = ("<!doctype html><html lang=\"zh\"><title>shop</title><p>shop</p><script async src=\""
                        + service(of) + "/widget.js\"></script></html>")
                .getBytes(UTF_8);
        site.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src " + service(of) + "; frame-src " + service(of));
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
    }

    private static Page visit(String path) {
        Page page = BROWSER.open();
        page.navigate(address() + path);
        return page;
    }

    private static Locator launcher(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("客服")));
    }

    private static FrameLocator chat(Page page) {
        return page.frameLocator("iframe");
    }

    private static String signedToken(String subject) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject(subject)
                        .claim("name", "李四")
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                        .build());
        jwt.sign(new MACSigner(SECRET.getBytes(UTF_8)));
        return jwt.serialize();
    }

    private static void answer(String customer, String text) {
        assertThat(api.post(
                                kefu,
                                "/api/messages/send",
                                "{\"to_user_id\": \"%s\", \"content\": \"%s\"}".formatted(customer, text))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void opensTheChatAndShowsHowManyAnswersAreUnread() {
        Page page = visit("/");
        launcher(page).click();
        Locator box = chat(page).getByLabel("输入消息");
        box.fill("a question");
        box.press("Enter");
        assertThat(chat(page).getByRole(AriaRole.LOG).getByLabel("已发送")).isVisible();
        String customer = requireNonNull(requireNonNull(api.get(kefu, "/api/sessions/active")
                                .node("active_sessions")
                                .get(0))
                        .get("user_id"))
                .getStringValue();

        box.press("Escape");
        assertThat(page.locator("iframe")).isHidden();
        assertThat(launcher(page)).isFocused();
        answer(customer, "an answer");
        answer(customer, "one more");
        assertThat(launcher(page)).hasAccessibleName("联系客服，2 条未读消息");

        launcher(page).press("Enter");
        assertThat(chat(page).getByRole(AriaRole.LOG).getByText("one more")).isVisible();
        assertThat(launcher(page)).hasAccessibleName("收起客服窗口");

        page.reload();
        launcher(page).click();
        assertThat(chat(page).getByRole(AriaRole.LOG).getByText("an answer")).isVisible();
    }

    @Test
    void knowsTheCustomerOfTheSiteByItsToken() throws Exception {
        Page page = visit("/");
        assertThat(launcher(page)).isVisible();
        page.evaluate("token => kefu.setToken(token)", signedToken("site-user"));
        launcher(page).click();
        Locator box = chat(page).getByLabel("输入消息");
        box.fill("from the site");
        box.press("Enter");
        assertThat(chat(page).getByRole(AriaRole.LOG).getByLabel("已发送")).isVisible();
        assertThat(api.get(kefu, "/api/messages/history/site-user").body()).contains("from the site");
    }

    @Test
    void isNotShownOnASiteThatIsNotAllowed() {
        Page page = BROWSER.openExpectingErrors(new Browser.NewContextOptions());
        page.navigate(address() + "/of-another-service");
        launcher(page).click();
        assertThat(page.locator("iframe")).isVisible();
        assertThat(chat(page).getByLabel("输入消息")).hasCount(0);
        assertThat(page.frames()).hasSize(2);
        assertThat(page.frames().get(1).url()).isEqualTo("chrome-error://chromewebdata/");
    }
}
