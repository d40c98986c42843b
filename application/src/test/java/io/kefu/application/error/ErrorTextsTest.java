package io.kefu.application.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorTextsTest {
    private static final ErrorTexts CHINESE = ErrorTexts.accepted("zh");
    private static final ErrorTexts ENGLISH = ErrorTexts.accepted("en");

    @ParameterizedTest
    @EnumSource
    void everyCodeHasATextInBothLanguages(ErrorCode code) {
        assertThat(CHINESE.of(code)).isNotBlank().matches(ErrorTextsTest::isChinese);
        assertThat(ENGLISH.of(code)).isNotBlank().isASCII();
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasATextInBothLanguages(Reason reason) {
        Violation violation = Violation.of("field", reason, 11, 22);
        assertThat(CHINESE.of(violation)).isNotBlank().doesNotContain("{").matches(ErrorTextsTest::isChinese);
        assertThat(ENGLISH.of(violation)).isNotBlank().doesNotContain("{").isASCII();
    }

    @Test
    void figuresStandInTheText() {
        Violation violation = Violation.of("content", Reason.LENGTH, 1, 4_000);
        assertThat(CHINESE.of(violation)).isEqualTo("长度必须在 1 到 4000 之间");
        assertThat(ENGLISH.of(violation)).isEqualTo("must have a length between 1 and 4000");
    }

    @Test
    void aFieldShowsItsFirstFault() {
        List<Violation> violations = List.of(
                Violation.of("b", Reason.REQUIRED),
                Violation.of("a", Reason.MALFORMED),
                Violation.of("b", Reason.MALFORMED));
        assertThat(ENGLISH.of(violations)).containsExactly(entry("b", "must be given"), entry("a", "is malformed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh-CN|zh",
                "en|en",
                "en-GB,en;q=0.9|en",
                "zh-CN,zh;q=0.9,en;q=0.8|zh",
                "en;q=0.5,zh;q=0.9|zh",
                "fr|zh",
                "fr,en;q=0.1|en",
                "*|zh",
                "''|zh",
                "en;q=x|zh",
                "###|zh"
            })
    void theLanguageFollowsTheHeader(String header, String language) {
        assertThat(ErrorTexts.accepted(header)).isSameAs(language.equals("en") ? ENGLISH : CHINESE);
    }

    @Test
    void withoutAHeaderTheTextsAreChinese() {
        assertThat(ErrorTexts.accepted(null)).isSameAs(CHINESE);
        assertThat(ErrorTexts.accepted("en".repeat(1_000))).isSameAs(CHINESE);
    }

    private static boolean isChinese(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }
}
