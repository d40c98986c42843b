package io.kefu.bootstrap.web;

import com.microsoft.playwright.impl.driver.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs scripts with the Node.js that the browser library of the tests contains, so that none must be installed. */
final class NodeJs {
    private NodeJs() {}

    /** A process for a script, which is not started yet. Its error output goes to its output. */
    static ProcessBuilder run(String... scriptAndArguments) {
        String node = Driver.ensureDriverInstalled(Map.of(), false)
                .createProcessBuilder()
                .command()
                .getFirst();
        List<String> command = new ArrayList<>(List.of(node));
        command.addAll(List.of(scriptAndArguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
