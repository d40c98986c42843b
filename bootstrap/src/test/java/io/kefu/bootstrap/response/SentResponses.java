package io.kefu.bootstrap.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Validates the responses that nodes send, on a thread of its own, in the order in which they are added. It keeps the faults
 * until a test asks for them. Thread-safe.
 */
public final class SentResponses {
    /** The responses of all nodes that the tests start. */
    public static final SentResponses ALL = new SentResponses(ResponseSchemas.ofService());

    private final ResponseSchemas schemas;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("response-schemas").factory());
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    SentResponses(ResponseSchemas schemas) {
        this.schemas = schemas;
    }

    /** Validates a response soon. */
    public void add(SentResponse response) {
        thread.execute(() -> check(response));
    }

    private void check(SentResponse response) {
        try {
            schemas.check(response);
        } catch (AssertionError | RuntimeException fault) {
            faults.add(fault.toString());
        }
    }

    /**
     * Waits until all responses that were added before are validated.
     *
     * @throws AssertionError if any response since the last call was not as documented
     */
    void requireDocumented() {
        CompletableFuture.runAsync(() -> {}, thread).join();
        List<String> found = new ArrayList<>();
        for (String fault = faults.poll(); fault != null; fault = faults.poll()) {
            found.add(fault);
        }
        if (!found.isEmpty()) {
            throw new AssertionError("Responses are not as documented:\n" + String.join("\n", found));
        }
    }

    /** How many responses were valid so far, and of how many operations. */
    String summary() {
        return schemas.summary();
    }
}
