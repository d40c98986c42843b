package io.kefu.rest.error;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells forms that cannot be read from faults. The server's decoder and binder answer malformed ones with exceptions of all
 * kinds, down to null pointers and casts; all that is known of them is where they arose.
 */
final class FormFaults {
    private static final String DECODER = "io.netty.contrib.multipart.";
    private static final String BINDER = "io.micronaut.http.server.netty.binders.NettyStreamingFileUploadBinder";
    private static final String OURS = "io.kefu.";

    private FormFaults() {}

    /** Whether it arose in the decoder or the binder, or below them, and not in what they call. */
    static boolean isOne(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause instanceof RuntimeException; cause = cause.getCause()) {
            if (cause.getClass().getName().startsWith(DECODER) || isWithin(cause.getStackTrace())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(StackTraceElement[] frames) {
        Optional<String> first = Arrays.stream(frames)
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith(DECODER) || name.equals(BINDER) || name.startsWith(OURS))
                .findFirst();
        return first.isPresent() && !first.get().startsWith(OURS);
    }
}
