package io.kefu.bootstrap.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.web.NodeJs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles the clients that the Maven profile {@code clients} generates from the OpenAPI document, and lets each of them talk to
 * a node. Only that profile runs this class, because no pattern of test classes matches its name.
 */
class GeneratedClients {
    private static final Path GENERATED = Path.of("target", "clients");
    private static final Path PROGRAMS = Path.of("src", "test", "clients");

    private static KefuNode node;

    @TempDir
    Path folder;

    @BeforeAll
    static void startNode() {
        node = KefuNode.start(Map.of());
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }

    @Test
    void theJavaClientWorks() throws Exception {
        Path jdk = Path.of(System.getProperty("java.home"), "bin");
        String libraries = System.getProperty("java.class.path");
        List<String> compile = new ArrayList<>(
                List.of(jdk.resolve("javac").toString(), "-proc:none", "-cp", libraries, "-d", folder.toString()));
        compile.addAll(javaSources(GENERATED.resolve("java/src/main/java")));
        compile.add(PROGRAMS.resolve("Conversation.java").toString());
        assertPasses(new ProcessBuilder(compile));
        assertPasses(new ProcessBuilder(
                jdk.resolve("java").toString(), "-cp", folder + File.pathSeparator + libraries, "Conversation"));
    }

    @Test
    void theTypeScriptClientWorks() throws Exception {
        Path client = GENERATED.resolve("typescript");
        Path program =
                Files.copy(PROGRAMS.resolve("conversation.ts"), client.resolve("conversation.ts"), REPLACE_EXISTING);
        List<String> compile = new ArrayList<>(List.of(System.getProperty("typescript.compiler"), "--strict"));
        compile.addAll(List.of("--target", "es2022", "--lib", "es2022,dom"));
        compile.addAll(List.of("--module", "commonjs", "--outDir", folder.toString(), program.toString()));
        assertPasses(NodeJs.run(compile.toArray(String[]::new)));
        assertPasses(NodeJs.run(folder.resolve("conversation.js").toString()));
    }

    @Test
    void thePythonClientWorks() throws Exception {
        ProcessBuilder python =
                new ProcessBuilder(python(), PROGRAMS.resolve("conversation.py").toString());
        python.environment().put("PYTHONPATH", GENERATED.resolve("python").toString());
        python.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        assertPasses(python);
    }

    /** The first Python in the PATH that has the libraries of the generated client. Without one, the test is skipped. */
    private static String python() throws IOException, InterruptedException {
        for (String directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
            String program = Path.of(directory, "python3").toString();
            if (new File(program).canExecute() && hasLibraries(program)) {
                return program;
            }
        }
        System.err.println("""

                ########################################################################
                #  SKIPPED: the generated Python client is not tested, because no      #
                #  Python has pydantic 1, urllib3 and dateutil. On Debian 12:          #
                #  apt-get install python3-pydantic python3-urllib3 python3-dateutil   #
                ########################################################################
                """);
        return Assumptions.abort("no Python with the libraries of the client is installed");
    }

    private static boolean hasLibraries(String python) throws IOException, InterruptedException {
        String imports = "import pydantic, urllib3, dateutil; assert pydantic.VERSION.startswith('1.')";
        return run(new ProcessBuilder(python, "-c", imports)).status() == 0;
    }

    private static List<String> javaSources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .toList();
        }
    }

    private static void assertPasses(ProcessBuilder builder) throws IOException, InterruptedException {
        Result result = run(builder);
        assertThat(result.status()).withFailMessage("%s", result.output()).isZero();
    }

    private static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
        builder.environment()
                .putAll(Map.of("KEFU_URL", node.uri().toString(), "KEFU_ADMIN_PASSWORD", KefuNode.ADMIN_PASSWORD));
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
    }

    private record Result(int status, String output) {}
}
