package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kubernetes is told, held against what it understands: a field that it does not know is a mistake of ours. */
class ManifestsTest {
    private static final Path FOLDER = DeploymentTest.ROOT.resolve("docker/kubernetes");
    private static final String KUSTOMIZATION = "kustomization.yaml";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** By version and kind; it fails for a field that the schema lacks, one that it demands, and one of another type. */
    private static final Map<String, Class<?>> KINDS = Map.of(
            "v1 ServiceAccount", V1ServiceAccount.class,
            "v1 Service", V1Service.class,
            "v1 Secret", V1Secret.class,
            "v1 ConfigMap", V1ConfigMap.class,
            "apps/v1 StatefulSet", V1StatefulSet.class,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class,
            "autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class);

    @Test
    void every_manifest_is_one_that_kubernetes_understands() throws IOException {
        List<JsonNode> all = manifests();

        all.forEach(ManifestsTest::understood);

        assertThat(all.stream().map(ManifestsTest::kind).distinct())
                .containsExactlyInAnyOrderElementsOf(KINDS.keySet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apps/v1 StatefulSet | \"periodSeconds\" | \"periodSecond\"",
                "apps/v1 StatefulSet | \"readOnlyRootFilesystem\" | \"readOnlyRootFileSystem\"",
                "apps/v1 StatefulSet | \"replicas\":3 | \"replicas\":\"three\"",
                "apps/v1 StatefulSet | \"serviceName\" | \"service\"",
                "policy/v1 PodDisruptionBudget | \"maxUnavailable\" | \"maxUnavailables\"",
                "networking.k8s.io/v1 NetworkPolicy | \"podSelector\":{} | \"podSelectors\":{}",
                "autoscaling/v2 HorizontalPodAutoscaler | \"averageValue\" | \"averageRooms\""
            })
    void a_misspelt_manifest_is_found(String kind, String right, String wrong) throws IOException {
        for (JsonNode manifest : manifests()) {
            if (!kind(manifest).equals(kind)) continue;
            String text = manifest.toString();
            assertThat(text).contains(right);
            JsonNode misspelt = YAML.readTree(text.replace(right, wrong));

            assertThatThrownBy(() -> understood(misspelt)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void everything_that_is_pointed_at_is_there() throws IOException {
        JsonNode set = one("apps/v1 StatefulSet");
        JsonNode pod = set.at("/spec/template");
        JsonNode container = pod.at("/spec/containers/0");
        JsonNode labels = pod.at("/metadata/labels");

        assertThat(set.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(named("v1 Service", set.at("/spec/serviceName").asText()).at("/spec/selector"))
                .isEqualTo(labels);
        assertThat(one("policy/v1 PodDisruptionBudget").at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(one("v1 ServiceAccount").at("/metadata/name")).isEqualTo(pod.at("/spec/serviceAccountName"));
        assertThat(one("v1 Secret").at("/metadata/name")).isEqualTo(container.at("/envFrom/0/secretRef/name"));
        assertThat(one("autoscaling/v2 HorizontalPodAutoscaler").at("/spec/scaleTargetRef/name"))
                .isEqualTo(set.at("/metadata/name"));
        List<String> ports = texts(container.at("/ports"), "name");
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe"))
            assertThat(ports).contains(container.path(probe).at("/httpGet/port").asText());
        List<String> volumes = new ArrayList<>(texts(pod.at("/spec/volumes"), "name"));
        set.at("/spec/volumeClaimTemplates")
                .forEach(it -> volumes.add(it.at("/metadata/name").asText()));
        assertThat(volumes).containsExactlyInAnyOrderElementsOf(texts(container.at("/volumeMounts"), "name"));
    }

    @Test
    void the_autoscaler_follows_what_the_adapter_has_a_rule_for() throws IOException {
        String metric = one("autoscaling/v2 HorizontalPodAutoscaler")
                .at("/spec/metrics/0/pods/metric/name")
                .asText();
        JsonNode rule = YAML.readTree(
                        one("v1 ConfigMap").at("/data/config.yaml").asText())
                .at("/rules/0");

        assertThat(rule.at("/name/as").asText()).isEqualTo(metric);
        assertThat(rule.at("/seriesQuery").asText()).startsWith(metric + "{");
    }

    @Test
    void what_is_applied_together_is_there() throws IOException {
        JsonNode kustomization = YAML.readTree(FOLDER.resolve(KUSTOMIZATION).toFile());

        assertThat(kustomization.path("resources")).isNotEmpty();
        for (JsonNode it : kustomization.path("resources"))
            assertThat(FOLDER.resolve(it.asText())).exists();
        assertThat(kustomization.at("/images/0/name"))
                .isEqualTo(one("apps/v1 StatefulSet").at("/spec/template/spec/containers/0/image"));
    }

    private static void understood(JsonNode manifest) {
        Class<?> kind = Objects.requireNonNull(KINDS.get(kind(manifest)), () -> "no schema for " + kind(manifest));
        JSON.getGson().fromJson(manifest.toString(), kind);
    }

    private static String kind(JsonNode manifest) {
        return manifest.path("apiVersion").asText() + " "
                + manifest.path("kind").asText();
    }

    private static JsonNode one(String kind) throws IOException {
        return manifests().stream()
                .filter(it -> kind(it).equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode named(String kind, String name) throws IOException {
        return manifests().stream()
                .filter(it -> kind(it).equals(kind))
                .filter(it -> it.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(it -> it.path(field).asText())
                .toList();
    }

    private static List<JsonNode> manifests() throws IOException {
        List<JsonNode> manifests = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(it -> !it.endsWith(KUSTOMIZATION)).sorted().toList())
                YAML.readerFor(ObjectNode.class)
                        .<JsonNode>readValues(file.toFile())
                        .forEachRemaining(manifests::add);
        }
        return manifests;
    }
}
