package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A {@code multipart/form-data} body as browsers send it (RFC 7578). */
public final class MultipartForm {
    private static final String BOUNDARY = "----form-9f86d081884c7d65";

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    /** A form with a text file. */
    public static MultipartForm file(String name, String text) {
        return new MultipartForm().file(name, text.getBytes(UTF_8));
    }

    MultipartForm file(String name, byte[] content) {
        return part("form-data; name=\"file\"; filename=\"" + name + "\"", content);
    }

    MultipartForm field(String name, String value) {
        return part("form-data; name=\"" + name + "\"", value.getBytes(UTF_8));
    }

    /** Adds a part with this {@code Content-Disposition}. */
    MultipartForm part(String disposition, byte[] content) {
        parts.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n").getBytes(UTF_8));
        parts.writeBytes(content);
        parts.writeBytes("\r\n".getBytes(UTF_8));
        return this;
    }

    String type() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(parts.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return whole.toByteArray();
    }
}
