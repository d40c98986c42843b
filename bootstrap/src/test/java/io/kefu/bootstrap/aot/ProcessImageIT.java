package io.kefu.bootstrap.aot;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.ChildJvm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessImageIT {

    @Test
    void runsAnotherProgramInTheSameProcess() throws Exception {
        Process process = ChildJvm.start(Replacement.class, Map.of("WORD", "kept"), "/bin/sh", "-c", "echo $$ $WORD");

        assertThat(process.inputReader().readAllLines()).containsExactly(process.pid() + " kept");
        assertThat(process.waitFor()).isZero();
    }

    /** Replaces its process by the command in the arguments. */
    static final class Replacement {

        private Replacement() {}

        public static void main(String[] args) {
            ProcessImage.replace(List.of(args));
        }
    }
}
