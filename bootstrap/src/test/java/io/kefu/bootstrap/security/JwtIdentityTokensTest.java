package io.kefu.bootstrap.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.kefu.application.auth.port.IdentityTokens.Identity;
import io.kefu.domain.user.UserId;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtIdentityTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final Identity CUSTOMER = new Identity(new UserId("customer_1"), null, null);

    private final JwtIdentityTokens tokens = new JwtIdentityTokens(SECRET, false, InstantSource.fixed(NOW));

    @Test
    void readsTheIdentityFromAToken() {
        String token = sign(claims(600).claim("name", "张三").claim("email", "zhangsan@example.com"));
        assertThat(tokens.verify(token)).contains(new Identity(new UserId("customer_1"), "张三", "zhangsan@example.com"));
    }

    @Test
    void ignoresMissingOrInvalidNameAndAddress() {
        assertThat(tokens.verify(sign(claims(600)))).contains(CUSTOMER);
        assertThat(tokens.verify(sign(claims(600).claim("name", 7).claim("email", "nowhere"))))
                .contains(CUSTOMER);
    }

    @ParameterizedTest
    @ValueSource(longs = {-29, 0, 1, 3_600, 3_630})
    void acceptsATokenThatExpiresWithinTheHour(long seconds) {
        assertThat(tokens.verify(sign(claims(seconds)))).contains(CUSTOMER);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000_000, -30, 3_631, 86_400, 1_000_000_000_000L})
    void refusesATokenThatIsExpiredOrExpiresTooLate(long seconds) {
        assertThat(tokens.verify(sign(claims(seconds)))).isEmpty();
    }

    @Test
    void refusesATokenWithoutExpiry() {
        assertThat(tokens.verify(sign(new JWTClaimsSet.Builder().subject("customer_1"))))
                .isEmpty();
    }

    @Test
    void refusesATokenThatIsNotYetValid() {
        assertThat(tokens.verify(sign(claims(600).notBeforeTime(at(31))))).isEmpty();
        assertThat(tokens.verify(sign(claims(600).notBeforeTime(at(30))))).contains(CUSTOMER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "support", "system", "online", "general", "two words", "客户"})
    void refusesATokenWhoseSubjectIsNoUserId(String subject) {
        assertThat(tokens.verify(sign(claims(600).subject(subject)))).isEmpty();
    }

    @Test
    void refusesATokenWithoutSubject() {
        assertThat(tokens.verify(sign(claims(600).subject(null)))).isEmpty();
    }

    @Test
    void refusesATokenWithoutSignature() {
        assertThat(tokens.verify(new PlainJWT(claims(600).build()).serialize())).isEmpty();
        String signed = sign(claims(600));
        assertThat(tokens.verify(signed.substring(0, signed.lastIndexOf('.') + 1)))
                .isEmpty();
        assertThat(tokens.verify(signed.substring(0, signed.lastIndexOf('.')))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "RS256", "HS512", "HS384", "ES256", "hs256"})
    void refusesAnotherAlgorithmInTheHeader(String algorithm) {
        String[] parts = sign(claims(600)).split("\\.", -1);
        String header = "{\"alg\":\"" + algorithm + "\"}";
        String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8));
        assertThat(tokens.verify(forged + "." + parts[1] + "." + parts[2])).isEmpty();
        assertThat(tokens.verify(forged + "." + parts[1] + ".")).isEmpty();
    }

    @Test
    void refusesOtherAlgorithmsWithTheSameSecret() throws JOSEException {
        assertThat(tokens.verify(sign(JWSAlgorithm.HS384, new MACSigner(SECRET), claims(600))))
                .isEmpty();
        assertThat(tokens.verify(sign(JWSAlgorithm.HS512, new MACSigner(SECRET), claims(600))))
                .isEmpty();
    }

    @Test
    void refusesAnAsymmetricSignature() throws NoSuchAlgorithmException, JOSEException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        RSASSASigner signer = new RSASSASigner(generator.generateKeyPair().getPrivate());
        assertThat(tokens.verify(sign(JWSAlgorithm.RS256, signer, claims(600)))).isEmpty();
    }

    @Test
    void refusesAnotherSecret() throws JOSEException {
        String other = "x".repeat(64);
        assertThat(tokens.verify(sign(JWSAlgorithm.HS256, new MACSigner(other), claims(600))))
                .isEmpty();
    }

    @Test
    void refusesChangedClaims() {
        String[] parts = sign(claims(600)).split("\\.", -1);
        String[] others = sign(claims(600).subject("customer_2")).split("\\.", -1);
        assertThat(tokens.verify(parts[0] + "." + others[1] + "." + parts[2])).isEmpty();
    }

    @Test
    void refusesCriticalHeaderParameters() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .criticalParams(Set.of("exp"))
                .build();
        SignedJWT jwt = new SignedJWT(header, claims(600).build());
        jwt.sign(new MACSigner(SECRET));
        assertThat(tokens.verify(jwt.serialize())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "e30.e30.e30", "tok_AAAA", "\u0000", "{}"})
    void refusesTextThatIsNoToken(String text) {
        assertThat(tokens.verify(text)).isEmpty();
    }

    @Test
    void refusesClaimsOfTheWrongType() {
        assertThat(tokens.verify(sign(claims(600).claim("exp", "tomorrow")))).isEmpty();
        assertThat(tokens.verify(sign(claims(600).claim("sub", List.of("customer_1")))))
                .isEmpty();
        assertThat(tokens.verify(sign(claims(600).claim("sub", true)))).isEmpty();
    }

    @Test
    void acceptsANumericSubject() {
        assertThat(tokens.verify(sign(claims(600).claim("sub", 42))))
                .contains(new Identity(new UserId("42"), null, null));
    }

    @Test
    void refusesATokenThatIsTooLong() {
        assertThat(tokens.verify(sign(claims(600).claim("more", "x".repeat(8_192)))))
                .isEmpty();
    }

    @Test
    void refusesEveryTokenWithoutASecret() {
        JwtIdentityTokens none = new JwtIdentityTokens(null, false, InstantSource.fixed(NOW));
        assertThat(none.isConfigured()).isFalse();
        assertThat(none.verify(sign(claims(600)))).isEmpty();
    }

    @Test
    void reportsWhetherIdentityIsRequired() {
        assertThat(tokens.isConfigured()).isTrue();
        assertThat(tokens.isRequired()).isFalse();
        assertThat(new JwtIdentityTokens(SECRET, true, InstantSource.fixed(NOW)).isRequired())
                .isTrue();
    }

    @Test
    void refusesASecretThatIsTooShortOrMissing() {
        InstantSource clock = InstantSource.fixed(NOW);
        assertThatIllegalArgumentException().isThrownBy(() -> new JwtIdentityTokens("x".repeat(31), false, clock));
        assertThatIllegalArgumentException().isThrownBy(() -> new JwtIdentityTokens(null, true, clock));
        assertThat(new JwtIdentityTokens("密".repeat(11), false, clock).isConfigured())
                .isTrue();
    }

    private static JWTClaimsSet.Builder claims(long secondsToLive) {
        return new JWTClaimsSet.Builder().subject("customer_1").expirationTime(at(secondsToLive));
    }

    private static Date at(long secondsFromNow) {
        return Date.from(NOW.plusSeconds(secondsFromNow));
    }

    private static String sign(JWTClaimsSet.Builder claims) {
        try {
            return sign(JWSAlgorithm.HS256, new MACSigner(SECRET), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet.Builder claims)
            throws JOSEException {
        SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims.build());
        jwt.sign(signer);
        return jwt.serialize();
    }
}
