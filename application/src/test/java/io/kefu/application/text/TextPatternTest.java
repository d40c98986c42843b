package io.kefu.application.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of {@link TextPattern} and {@link TextFolding}. */
class TextPatternTest {
    @ParameterizedTest
    @CsvSource({
        "退款, 我想退款谢谢",
        "ＶＩＰ, the vip room",
        "vip, ＶＩＰ客户",
        "１２３, order 0123",
        "カス, half ｶｽ",
        "ｶﾞｽ, ガス会社",
        "😀👍🏽, so 😀👍🏽!",
        "STRASSE, Große Straße",
        "straße, STRASSE 5",
        "οδοσ, ΟΔΟΣ 7",
        "ΟΔΟΣ, οδος",
        "İzmir, İZMİR",
        "café, CAFE\u0301",
        "ﬁn, FINE",
        "①, 1",
        "a b, a\u3000b",
        ".*, what.*ever",
    })
    void isFoundWhateverCaseAndWidth(String pattern, String text) {
        assertThat(TextPattern.of(pattern).isIn(TextFolding.fold(text))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"退款, 退 款", ".*, abc", "a.c, abc", "e, CAFE\u0301", "👍🏿, 👍🏽", "aab, aaaa"})
    void isNotFoundInOtherTexts(String pattern, String text) {
        assertThat(TextPattern.of(pattern).isIn(TextFolding.fold(text))).isFalse();
    }

    @Test
    void findsWhatAPlainSearchFinds() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            String pattern = text(random, 1 + random.nextInt(6));
            String text = text(random, random.nextInt(20));
            assertThat(TextPattern.of(pattern).isIn(TextFolding.fold(text)))
                    .as("%s in %s", pattern, text)
                    .isEqualTo(text.contains(pattern));
        }
    }

    private static String text(Random random, int length) {
        return random.ints(length, 'a', 'c')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
