package io.kefu.bootstrap.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.kefu.application.auth.port.IdentityTokens;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.user.UserId;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies identity tokens: JSON Web Tokens (RFC 7519) that are signed with HS256. Any other algorithm in the header is
 * refused. A token must have a valid user id in {@code sub} and an {@code exp} at most one hour ahead; clocks may differ by 30
 * seconds. {@code name} and {@code email} are used if they are valid, otherwise ignored.
 */
public final class JwtIdentityTokens implements IdentityTokens {
    /** The smallest length of the secret, in bytes of UTF-8. RFC 7518, section 3.2, requires the length of the hash. */
    public static final int MIN_SECRET_BYTES = 32;

    private static final int MAX_LENGTH = 8_192;
    private static final Duration MAX_AHEAD = Duration.ofHours(1);
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Optional<JWSVerifier> verifier;
    private final boolean required;
    private final InstantSource clock;

    /**
     * Creates the verifier.
     *
     * @param secret the secret that the site's backend shares; null to refuse every token
     * @param required whether a customer can log in or sign up only with an identity token
     * @throws IllegalArgumentException if the secret is too short, or missing although it is required
     */
    public JwtIdentityTokens(@Nullable String secret, boolean required, InstantSource clock) {
        if (required && secret == null) {
            throw new IllegalArgumentException("Identity can't be required without a secret");
        }
        this.verifier = Optional.ofNullable(secret).map(JwtIdentityTokens::verifier);
        this.required = required;
        this.clock = clock;
    }

    @Override
    public boolean isConfigured() {
        return verifier.isPresent();
    }

    @Override
    public boolean isRequired() {
        return required;
    }

    @Override
    public Optional<Identity> verify(String token) {
        if (verifier.isEmpty() || token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            boolean genuine = JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) && jwt.verify(verifier.get());
            return genuine ? identity(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException malformed) {
            return Optional.empty();
        }
    }

    private Optional<Identity> identity(JWTClaimsSet claims) {
        return isInTime(claims)
                ? userId(claims.getSubject())
                        .map(id -> new Identity(
                                id, Claims.name(claims.getClaim("name")), Claims.email(claims.getClaim("email"))))
                : Optional.empty();
    }

    private boolean isInTime(JWTClaimsSet claims) {
        @Nullable Date end = claims.getExpirationTime();
        if (end == null) {
            return false;
        }
        Instant now = clock.instant();
        @Nullable Date start = claims.getNotBeforeTime();
        return end.toInstant().plus(SKEW).isAfter(now)
                && !end.toInstant().isAfter(now.plus(MAX_AHEAD).plus(SKEW))
                && (start == null || !start.toInstant().isAfter(now.plus(SKEW)));
    }

    private static Optional<UserId> userId(@Nullable String subject) {
        if (subject == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UserId.of("sub", subject));
        } catch (DomainException notAnId) {
            return Optional.empty();
        }
    }

    private static JWSVerifier verifier(String secret) {
        byte[] bytes = secret.getBytes(UTF_8);
        if (bytes.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("The identity secret must have " + MIN_SECRET_BYTES + " bytes or more");
        }
        try {
            return new MACVerifier(bytes);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("The identity secret can't be used", e);
        }
    }
}
