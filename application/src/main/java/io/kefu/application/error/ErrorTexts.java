package io.kefu.application.error;

import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;

/**
 * The texts of refusals in one language: Chinese, unless the client asks for English. Both APIs use these texts, so a
 * refusal reads the same in both.
 */
public final class ErrorTexts {
    private static final int LONGEST_HEADER = 256;
    private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

    private static final ErrorTexts CHINESE = new ErrorTexts(Locale.SIMPLIFIED_CHINESE);
    private static final ErrorTexts ENGLISH = new ErrorTexts(Locale.ENGLISH);

    private final ResourceBundle bundle;

    private ErrorTexts(Locale locale) {
        this.bundle = ResourceBundle.getBundle(
                "io.kefu.application.error.texts", locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    /**
     * The texts in the language that a request prefers.
     *
     * @param acceptLanguage the request's {@code Accept-Language} header (RFC 9110); Chinese is used if it is null or
     *     malformed
     */
    public static ErrorTexts accepted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST_HEADER) {
            return CHINESE;
        }
        try {
            @Nullable Locale found = Locale.lookup(LanguageRange.parse(acceptLanguage), LANGUAGES);
            return Locale.ENGLISH.equals(found) ? ENGLISH : CHINESE;
        } catch (IllegalArgumentException malformed) {
            return CHINESE;
        }
    }

    /** The text of a refusal with this code. */
    public String of(ErrorCode code) {
        return bundle.getString("code." + code.name());
    }

    /** The text that explains the violation of one field. */
    public String of(Violation violation) {
        String text = bundle.getString("reason." + violation.reason().name());
        for (int i = 0; i < violation.bounds().size(); i++) {
            text = text.replace("{" + i + "}", violation.bounds().get(i).toString());
        }
        return text;
    }

    /** The text of the first violation of each field, by the name of the field. */
    public Map<String, String> of(List<Violation> violations) {
        Map<String, String> details = new LinkedHashMap<>();
        violations.forEach(violation -> details.putIfAbsent(violation.field(), of(violation)));
        return details;
    }
}
