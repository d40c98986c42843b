package io.kefu.domain.text;

/** A value that consists of one text, such as an id. */
public interface TextValue {
    /** The text as the API spells it. */
    String value();
}
