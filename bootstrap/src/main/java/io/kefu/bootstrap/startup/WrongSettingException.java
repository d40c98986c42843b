package io.kefu.bootstrap.startup;

/**
 * Ends the start or a command. The message is one sentence for the operator. If it is about a setting, it has the name of the
 * setting, its value unless it is a secret, and what is expected.
 */
public final class WrongSettingException extends RuntimeException {

    public WrongSettingException(String sentence) {
        super(sentence);
    }
}
