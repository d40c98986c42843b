package io.kefu.bootstrap.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files for deployments have no unknown fields and name only settings that exist. */
class DeploymentFilesTest {
    private static final Path DOCUMENTS = Path.of("..", "docs");
    private static final Path FILES = DOCUMENTS.resolve("deploy");
    private static final Path MANIFESTS = FILES.resolve("kubernetes");
    private static final Pattern SETTING = Pattern.compile("\\b(KEFU|REDIS|METRICS)_[A-Z0-9_]+\\b");

    /** A variable of the compose file, not of kefu. */
    private static final String PASSWORD_OF_REDIS = "REDIS_PASSWORD";

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1 Namespace", Namespace.class,
            "v1 ConfigMap", ConfigMap.class,
            "v1 Secret", Secret.class,
            "v1 Service", Service.class,
            "apps/v1 Deployment", Deployment.class,
            "batch/v1 Job", Job.class,
            "networking.k8s.io/v1 Ingress", Ingress.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
            "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class);

    /** Refuses unknown fields, also in classes that would keep them. */
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated method) {
                    return false;
                }
            });

    static List<Path> manifests() throws IOException {
        return filesOf(MANIFESTS)
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .toList();
    }

    private static Stream<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void manifestHasOnlyFieldsOfKubernetes(Path file) throws IOException {
        HasMetadata resource = parse(Files.readString(file));
        assertThat(resource.getMetadata().getName()).startsWith("kefu");
    }

    private static HasMetadata parse(String yaml) throws IOException {
        JsonNode tree = YAML.readTree(yaml);
        String kind = tree.path("apiVersion").asText() + " " + tree.path("kind").asText();
        return YAML.treeToValue(tree, Objects.requireNonNull(KINDS.get(kind), kind));
    }

    @Test
    void misspeltFieldIsFound() {
        assertThatThrownBy(() -> parse("""
                        apiVersion: apps/v1
                        kind: Deployment
                        spec: {template: {spec: {containers: [{name: kefu, readynessProbe: {}}]}}}
                        """)).isInstanceOf(UnrecognizedPropertyException.class);
    }

    @Test
    void kustomizationNamesEveryManifestButTheExamples() throws IOException {
        JsonNode resources =
                YAML.readTree(MANIFESTS.resolve("kustomization.yaml").toFile()).path("resources");
        List<String> named = resources.valueStream().map(JsonNode::asText).toList();
        List<String> present = manifests().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.endsWith(".example.yaml"))
                .toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(present);
    }

    @Test
    void everySettingIsDocumented() throws IOException {
        String documented = Files.readString(DOCUMENTS.resolve("configuration.md"));
        for (Path file : filesOf(FILES).toList()) {
            assertThat(SETTING.matcher(Files.readString(file))
                            .results()
                            .map(found -> found.group())
                            .filter(name -> !name.equals(PASSWORD_OF_REDIS)))
                    .as("%s", file)
                    .allMatch(documented::contains);
        }
    }
}
