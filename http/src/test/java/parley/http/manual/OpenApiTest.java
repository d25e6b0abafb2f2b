package parley.http.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final String COMMON =
            "{openapi: 3.1.0, info: {title: X}, paths: {}, components: {schemas: {Error: {}}}}";

    private static JsonNode merged(String... fragments) throws IOException {
        Map<String, JsonNode> all = new TreeMap<>();
        YAMLMapper yaml = new YAMLMapper();
        all.put("common.yaml", yaml.readTree(COMMON));
        for (String fragment : fragments) all.put("fragment" + all.size() + ".yaml", yaml.readTree(fragment));
        return OpenApi.merged("1.2.3", all);
    }

    @Test
    void tells_of_every_path_at_the_root_and_below_api_under_names_of_their_own() throws IOException {
        JsonNode document = merged("""
            paths:
              /rooms/{id}:
                get: {operationId: showRoom, tags: [rooms]}
            components: {schemas: {Room: {type: object}}}
            """);

        assertThat(document.at("/info/version").asText()).isEqualTo("1.2.3");
        assertThat(document.at("/paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("/rooms/{id}", "/api/rooms/{id}");
        assertThat(document.findValuesAsText("operationId")).containsExactlyInAnyOrder("showRoom", "apiShowRoom");
        assertThat(document.at("/components/schemas").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("Error", "Room");
    }

    @Test
    void a_path_or_an_operation_may_be_at_one_mount_only() throws IOException {
        JsonNode document = merged("""
            paths:
              /health:
                x-mounts: [root]
                get: {operationId: health}
              /rooms:
                get: {operationId: rooms, x-mounts: [api]}
                post: {operationId: openRoom}
            """);

        assertThat(document.at("/paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("/health", "/rooms", "/api/rooms");
        assertThat(document.at("/paths/~1rooms").has("get")).isFalse();
        assertThat(document.at("/paths/~1api~1rooms").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("get", "post");
        assertThat(document.findValues("x-mounts")).isEmpty();
    }

    @Test
    void two_fragments_may_share_a_path_but_no_operation_and_no_schema() throws IOException {
        String shows = "{paths: {/rooms: {get: {operationId: rooms}}}, components: {schemas: {Room: {type: object}}}}";

        JsonNode document = merged(shows, "{paths: {/rooms: {post: {operationId: openRoom}}}}");

        assertThat(document.at("/paths/~1rooms").fieldNames()).toIterable().containsExactlyInAnyOrder("get", "post");
        assertThatThrownBy(() -> merged(shows, "{paths: {/rooms: {get: {operationId: others}}}}"))
                .hasMessageContaining("fragment2.yaml")
                .hasMessageContaining("get");
        assertThatThrownBy(() -> merged(shows, "{components: {schemas: {Room: {type: string}}}}"))
                .hasMessageContaining("Room");
    }

    @Test
    void the_fragments_of_this_server_are_found() {
        assertThat(OpenApi.document("test").at("/components/schemas").has("Error"))
                .isTrue();
        assertThat(Fragments.read().size()).isGreaterThan(1);
    }
}
