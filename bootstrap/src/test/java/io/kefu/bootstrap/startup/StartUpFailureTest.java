package io.kefu.bootstrap.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.context.exceptions.ConfigurationException;
import org.junit.jupiter.api.Test;

class StartUpFailureTest {

    @Test
    void prefersTheSentenceOfItsOwnException() {
        Throwable own = new WrongSettingException("KEFU_X: 'y' is wrong: expected z");
        assertThat(sentence(new BeanInstantiationException("Error instantiating bean", own)))
                .isEqualTo("KEFU_X: 'y' is wrong: expected z");
    }

    @Test
    void namesASettingOfTheWrongType() {
        assertThat(sentence(unconverted("kefu.limits.login-window", "soon", "Duration")))
                .isEqualTo("KEFU_LIMITS_LOGIN_WINDOW (kefu.limits.login-window): 'soon' can't be used:"
                        + " expected a duration such as 30s, 5m or 12h");
    }

    @Test
    void doesNotShowSecrets() {
        assertThat(sentence(unconverted("kefu.identity.secret", "s3cr3t", "URI")))
                .doesNotContain("s3cr3t");
    }

    @Test
    void writesOtherFailuresInOneLineWithoutThePathOfBeans() {
        Throwable failure =
                new ConfigurationException("The limit\n is too high\nPath Taken: \nnew A()\n\\---> new B()");
        assertThat(sentence(failure)).isEqualTo("could not start: The limit is too high");
    }

    @Test
    void namesAnExceptionWithoutMessage() {
        assertThat(sentence(new IllegalStateException(new NullPointerException())))
                .isEqualTo("could not start: NullPointerException");
    }

    private static String sentence(Throwable failure) {
        return StartUpFailure.of(failure).sentence();
    }

    private static Throwable unconverted(String property, String value, String type) {
        return new ConfigurationException("Message: Error resolving property value [" + property
                + "]. Unable to convert value [" + value + "] to target type [" + type + "] due to: nonsense");
    }
}
