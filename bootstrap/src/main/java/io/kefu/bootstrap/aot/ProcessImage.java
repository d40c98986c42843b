package io.kefu.bootstrap.aot;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/** The program that this process runs. */
final class ProcessImage {

    private ProcessImage() {}

    /**
     * Runs another program in place of this one, as {@code exec} of a shell does. The process keeps its id, its parent, its streams
     * and its environment. Returns only if the operating system has no such call or refuses it.
     *
     * @param command the absolute path of the program, and its arguments
     */
    @SuppressWarnings("restricted")
    static void replace(List<String> command) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> address = linker.defaultLookup().find("execv");
        if (address.isEmpty()) {
            return;
        }
        MethodHandle execv = linker.downcallHandle(address.get(), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            // The array ends with a null pointer.
            MemorySegment arguments = arena.allocate(ADDRESS, command.size() + 1L);
            for (int i = 0; i < command.size(); i++) {
                arguments.setAtIndex(ADDRESS, i, arena.allocateFrom(command.get(i)));
            }
            int unused = (int) execv.invokeExact(arena.allocateFrom(command.getFirst()), arguments);
        } catch (Throwable failure) {
            throw new IllegalStateException("execv could not be called", failure);
        }
    }
}
