package io.kefu.rest.error;

import io.micronaut.http.HttpRequest;

/**
 * Marks a request while the server decodes its form and binds the controller's parameters. For malformed forms, the decoder and
 * the binder throw exceptions of many types, even {@link NullPointerException} and {@link ClassCastException}. An exception that
 * is thrown at this time is therefore answered as a malformed form, and at any other time as a failure of the service.
 */
public final class FormBinding {
    private static final String ATTRIBUTE = FormBinding.class.getName();

    private FormBinding() {}

    /** Marks the request. To be called when all filters have admitted the request. */
    public static void begin(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, true);
    }

    /** Removes the mark. To be called first by the controller. */
    public static void end(HttpRequest<?> request) {
        request.removeAttribute(ATTRIBUTE, Boolean.class);
    }

    static boolean isUnderWay(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE).isPresent();
    }
}
