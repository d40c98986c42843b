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
 * JSON Web Tokens (RFC 7519) signed with HS256 and nothing else, whatever their header says. They must name a user in
 * {@code sub} and end, by {@code exp}, within an hour; clocks may differ by half a minute. {@code name} and {@code
 * email} are taken where they make sense and left out where not.
 */
public final class JwtIdentityTokens implements IdentityTokens {
    /** The shortest secret, in bytes of UTF-8: RFC 7518, section 3.2, asks for as many as the hash has. */
    public static final int MIN_SECRET_BYTES = 32;

    private static final int MAX_LENGTH = 8_192;
    private static final Duration MAX_AHEAD = Duration.ofHours(1);
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Optional<JWSVerifier> verifier;
    private final boolean required;
    private final InstantSource clock;

    /**
     * Reads tokens signed with a secret.
     *
     * @param secret the secret that the site's backend shares; null to refuse every token
     * @param required whether customers may come with such a token only
     * @throws IllegalArgumentException for a secret that is too short, or none where one is required
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
            return Optional.of(new UserId(subject));
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
