package io.kefu.bootstrap.startup;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory that only the start needs. The JVM begins with a heap of 1/64 of the machine's memory, fills much of it while it
 * loads classes and creates beans, and would keep it.
 */
public final class StartUpMemory {
    private static final Logger LOG = LoggerFactory.getLogger(StartUpMemory.class);

    /** Right after the start the collector would enlarge the heap again, because it worked so much a moment ago. */
    private static final int DELAY_SECONDS = 10;

    private static final String LARGEST_FREE_PERCENTAGE = "MaxHeapFreeRatio";

    private StartUpMemory() {}

    /** Returns free memory to the operating system after some seconds. Does not block. The heap grows again when needed. */
    public static void releaseLater() {
        CompletableFuture.delayedExecutor(DELAY_SECONDS, TimeUnit.SECONDS).execute(StartUpMemory::release);
    }

    private static void release() {
        @Nullable HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (jvm == null) {
            return;
        }
        String configured = jvm.getVMOption(LARGEST_FREE_PERCENTAGE).getValue();
        String smallest = jvm.getVMOption("MinHeapFreeRatio").getValue();
        // Only for this collection, because a busy service needs a larger heap.
        jvm.setVMOption(LARGEST_FREE_PERCENTAGE, smallest);
        System.gc();
        jvm.setVMOption(LARGEST_FREE_PERCENTAGE, configured);
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
        } catch (JMException unsupported) {
            LOG.debug("This platform can't return free memory outside of the heap", unsupported);
        }
    }
}
