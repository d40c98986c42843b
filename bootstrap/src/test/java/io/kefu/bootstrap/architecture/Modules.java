package io.kefu.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;

/** Where the seven modules live below a base package: the project's own, or that of a fixture which mimics it. */
record Modules(String base) {

    static final Modules KEFU = new Modules("io.kefu");

    String domain() {
        return module("domain");
    }

    String application() {
        return module("application");
    }

    String ports() {
        return application() + "port..";
    }

    String rest() {
        return module("rest");
    }

    String websocket() {
        return module("websocket");
    }

    String redis() {
        return module("redis");
    }

    String filestore() {
        return module("filestore");
    }

    String bootstrap() {
        return module("bootstrap");
    }

    /** The hexagon itself: what must run without any framework. */
    String[] core() {
        return new String[] {domain(), application()};
    }

    String[] adapters() {
        return new String[] {rest(), websocket(), redis(), filestore()};
    }

    List<String> all() {
        return List.of(domain(), application(), rest(), websocket(), redis(), filestore(), bootstrap());
    }

    String everything() {
        return base + "..";
    }

    /** The packages from the base down to the class: its module, its feature and so on; none for a foreign class. */
    List<String> pathOf(JavaClass javaClass) {
        String prefix = base + ".";
        String packageName = javaClass.getPackageName();
        return packageName.startsWith(prefix)
                ? Arrays.asList(packageName.substring(prefix.length()).split("\\."))
                : List.of();
    }

    private String module(String name) {
        return base + "." + name + "..";
    }
}
