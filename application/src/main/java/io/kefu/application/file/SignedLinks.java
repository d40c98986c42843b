package io.kefu.application.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.file.port.LinkKey;
import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.file.FileId;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs and checks links to files. The signature is an HMAC-SHA256 of the file's id and the end of the link. */
record SignedLinks(LinkKey key) {
    private static final String ALGORITHM = "HmacSHA256";

    /** The signature of a link that ends at the given time in seconds since 1970. */
    String sign(FileId file, long expires) {
        return signature(file, Long.toString(expires));
    }

    /** Whether the signature is valid for this file and the link has not ended. */
    boolean isValid(FileId file, FileAccess.Link link, Instant now) {
        // The service signs only times in this form, so any other text is refused without computing a signature.
        return link.expires().matches("[1-9][0-9]{0,11}")
                && MessageDigest.isEqual(
                        signature(file, link.expires()).getBytes(UTF_8),
                        link.signature().getBytes(UTF_8))
                && now.isBefore(Instant.ofEpochSecond(Long.parseLong(link.expires())));
    }

    private String signature(FileId file, String expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            return Base64Url.encode(mac.doFinal((file + "\n" + expires).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
