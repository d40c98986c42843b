package io.kefu.filestore.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Reads the types of contents that tests build from texts. */
final class ContainerTypes {
    private ContainerTypes() {}

    /** The type of a content that is read in pieces of the given size. */
    static String type(byte[] content, int piece) {
        ContainerReader reader = Containers.readerOf(content).orElseThrow();
        for (int at = 0; at < content.length; at += piece) {
            reader.update(content, at, Math.min(piece, content.length - at));
        }
        return reader.type().value();
    }

    /** The type of a content that is read at once. */
    static String type(byte[] content) {
        return type(content, content.length);
    }

    /** The bytes of texts in which each character stands for one byte. */
    static byte[] bytes(String... parts) {
        return String.join("", parts).getBytes(ISO_8859_1);
    }

    /** A text in which each character stands for one byte. */
    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
