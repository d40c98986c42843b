package io.kefu.bootstrap;

/**
 * A setting with which kefu can't start. The message is one sentence with the name of the setting, its value unless it is a
 * secret, and what is expected.
 */
public final class WrongSettingException extends RuntimeException {

    public WrongSettingException(String sentence) {
        super(sentence);
    }
}
