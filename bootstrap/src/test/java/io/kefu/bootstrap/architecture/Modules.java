package io.kefu.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;

/** The packages of the seven modules below a base package, which is that of the project or of a fixture. */
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

    /** Domain and application, which run without a framework. */
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

    /** The package names between the base package and the class: module, feature and so on. Empty for a class of a library. */
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
