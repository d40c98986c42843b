package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests logins with identity tokens of a site. The second node requires such a token. */
class SiteIdentityIT {
    private static final String SECRET = "a-secret-of-a-site-long-enough-for-HS512-too-which-wants-64-bytes";
    private static final Duration SOON = Duration.ofMinutes(5);
    private static KefuNode node;
    private static KefuNode strict;
    private static Api api;

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of("kefu.identity.secret", SECRET));
        strict = node.startBeside(Map.of("kefu.identity.secret", SECRET, "kefu.identity.required", true));
        api = new Api(node.uri());
    }

    @AfterAll
    static void stop() {
        strict.close();
        node.close();
    }

    private static String signed(String subject, JWSAlgorithm algorithm, String secret, Duration ahead)
            throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .claim("name", "李四")
                .claim("email", "lisi@example.com")
                .expirationTime(Date.from(Instant.now().plus(ahead)))
                .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims);
        jwt.sign(new MACSigner(secret.getBytes(UTF_8)));
        return jwt.serialize();
    }

    private static String naming(String subject, Map<String, Object> named) throws JOSEException {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .expirationTime(Date.from(Instant.now().plus(SOON)));
        named.forEach(claims::claim);
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        jwt.sign(new MACSigner(SECRET.getBytes(UTF_8)));
        return jwt.serialize();
    }

    private static String validToken(String subject) throws JOSEException {
        return signed(subject, JWSAlgorithm.HS256, SECRET, SOON);
    }

    private static Answer logIn(Api at, String jwt) {
        return at.post(null, "/api/auth/customer/login", "{\"token\": \"" + jwt + "\"}");
    }

    @Test
    void createsTheUserOnTheFirstLogin() throws Exception {
        Answer first = logIn(api, validToken("site-user"));
        assertThat(first.status()).as("%s", first).isEqualTo(200);
        assertThat(JsonExample.differences("""
                        {"success": true, "session_id": "/tok_.+/", "expires_at": "<time>",
                         "user_info": {"user_id": "site-user", "username": "李四", "email": "lisi@example.com",
                                       "user_type": "customer", "created_at": "<time>", "last_active": "<time>"}}""", first.json())).isEmpty();
        assertThat(api.get(first.text("session_id"), "/api/users/site-user").status())
                .isEqualTo(200);
        Answer again = logIn(new Api(strict.uri()), validToken("site-user"));
        assertThat(again.text("user_info.created_at")).isEqualTo(first.text("user_info.created_at"));
    }

    @Test
    void updatesNameAndAddressOnALaterLogin() throws Exception {
        String first = logIn(api, validToken("site-renamed")).text("session_id");
        Answer named = logIn(api, naming("site-renamed", Map.of("name", "王五", "email", "wangwu@example.com")));
        assertThat(named.text("user_info.username")).isEqualTo("王五");
        assertThat(named.text("user_info.email")).isEqualTo("wangwu@example.com");
        for (Map<String, Object> nothing : List.of(
                Map.<String, Object>of(),
                Map.<String, Object>of("name", "", "email", ""),
                Map.<String, Object>of("name", 7, "email", "no address"))) {
            Answer again = logIn(new Api(strict.uri()), naming("site-renamed", nothing));
            assertThat(again.text("user_info.username")).as("%s", nothing).isEqualTo("王五");
            assertThat(again.text("user_info.email")).as("%s", nothing).isEqualTo("wangwu@example.com");
        }
        assertThat(logIn(api, naming("site-renamed", Map.of("name", "赵六"))).text("user_info.email"))
                .isEqualTo("wangwu@example.com");
        Answer own = api.get(first, "/api/users/site-renamed");
        assertThat(own.text("username")).isEqualTo("赵六");
        assertThat(own.text("email")).isEqualTo("wangwu@example.com");
    }

    @Test
    void refusesATokenOfStaff() throws Exception {
        new TestAccounts(api).kefu("site-kefu");
        for (String id : new String[] {"site-kefu", "admin"}) {
            Answer answer = logIn(api, validToken(id));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text("error.code")).isEqualTo("FORBIDDEN");
        }
    }

    @Test
    void refusesAnInvalidToken() throws Exception {
        String good = validToken("site-bad");
        String none = "eyJhbGciOiJub25lIn0" + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1);
        String[] bad = {
            "x",
            good + "x",
            none,
            signed("site-bad", JWSAlgorithm.HS256, SECRET.toUpperCase(Locale.ROOT), SOON),
            signed("site-bad", JWSAlgorithm.HS512, SECRET, SOON),
            signed("site-bad", JWSAlgorithm.HS256, SECRET, SOON.negated()),
            signed("site-bad", JWSAlgorithm.HS256, SECRET, Duration.ofHours(2)),
            signed("no id", JWSAlgorithm.HS256, SECRET, SOON),
        };
        for (String jwt : bad) {
            assertThat(logIn(api, jwt).status()).as(jwt).isEqualTo(401);
        }
        assertThat(logIn(api, good).status()).isEqualTo(200);
    }

    @Test
    void refusesToSignUpWithAChosenId() {
        assertThat(api.post(null, "/api/users", "{\"user_id\": \"site-chosen\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.post(null, "/api/users", "{}").status()).isEqualTo(201);
    }

    @Test
    void refusesAnonymousSignUpsIfIdentityIsRequired() {
        Api closed = new Api(strict.uri());
        for (String user : new String[] {"{}", "{\"user_id\": \"site-other\"}", "{\"user_id\": \"no id\"}"}) {
            Answer answer = closed.post(null, "/api/users", user);
            assertThat(answer.status()).as("%s", answer).isEqualTo(401);
        }
        String made = "{\"user_id\": \"site-made\"}";
        assertThat(closed.post(new TestAccounts(api).admin(), "/api/users", made)
                        .status())
                .isEqualTo(201);
    }
}
