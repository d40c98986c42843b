package io.kefu.bootstrap;

/** A setting that kefu can't start with, in one sentence: which one, its value (never a secret), what is expected. */
final class WrongSettingException extends RuntimeException {

    WrongSettingException(String sentence) {
        super(sentence);
    }
}
