package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds answers against the document finds what is wrong with them. */
class ContractPaperTest {
    private static final ContractPaper PAPER = new ContractPaper(read("""
        paths:
          /rooms/{id}:
            parameters:
              - {name: id, in: path, required: true, schema: {type: string}}
            put:
              operationId: changeRoom
              tags: [rooms]
              summary: Changes a room
              parameters:
                - {name: quiet, in: query, schema: {type: boolean}}
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Room'}}}}
              responses:
                '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Room'}}}}
                '204': {}
                '401': {}
          /rooms/all:
            put:
              operationId: changeAll
              tags: [rooms]
              summary: Changes all
              security: []
              responses: {'204': {}}
        components:
          schemas:
            Room: {type: object, required: [name], properties: {name: {type: string}, since: {type: string, format: date-time}}}
        """));

    private static JsonNode read(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ContractPaper.Operation room() {
        return PAPER.operation("PUT", "/rooms/7?quiet=true").orElseThrow();
    }

    private static List<String> answer(int status, String type, String body) {
        return PAPER.ofAnswer(room(), status, type, type.isEmpty() ? Optional.empty() : Optional.of(read(body)));
    }

    @Test
    void finds_the_operation_that_is_nearest_to_a_request() {
        assertThat(room().name()).isEqualTo("PUT /rooms/{id}");
        assertThat(PAPER.operation("PUT", "/rooms/all").orElseThrow().name()).isEqualTo("PUT /rooms/all");
        assertThat(PAPER.operation("GET", "/rooms/7")).isEmpty();
        assertThat(PAPER.operation("PUT", "/rooms/7/more")).isEmpty();
    }

    @Test
    void complains_of_a_status_a_content_and_a_shape_that_are_not_told() {
        assertThat(answer(200, "application/json", "{name: Ann, since: '2026-01-01T00:00:00Z'}"))
                .isEmpty();
        assertThat(answer(204, "", "")).isEmpty();
        assertThat(answer(404, "application/json", "{}")).containsExactly("untold status 404");
        assertThat(answer(200, "text/html", "x")).containsExactly("untold content text/html");
        assertThat(answer(200, "", "")).containsExactly("an empty answer where content is told");
        assertThat(answer(204, "application/json", "{}")).containsExactly("untold content application/json");
        assertThat(answer(200, "application/json", "{title: Ann}")).hasSize(1);
        assertThat(answer(200, "application/json", "{name: Ann, since: yesterday}"))
                .hasSize(1);
    }

    @Test
    void complains_of_parameters_and_bodies_that_are_not_told() {
        Optional<JsonNode> good = Optional.of(read("{name: Ann}"));
        assertThat(PAPER.ofRequest(room(), "/rooms/7?quiet=true", "application/json", good))
                .isEmpty();
        assertThat(PAPER.ofRequest(room(), "/rooms/7?loud=true", "application/json", good))
                .containsExactly("untold parameter loud");
        assertThat(PAPER.ofRequest(room(), "/rooms/7", "application/json", Optional.of(read("{name: 7}"))))
                .hasSize(1);
        assertThat(PAPER.ofRequest(room(), "/rooms/7", "multipart/form-data", Optional.empty()))
                .containsExactly("untold request body multipart/form-data");
    }

    @Test
    void finds_what_is_no_good_as_a_document() {
        assertThat(PAPER.faults()).isEmpty();

        List<String> faults = new ContractPaper(read("""
            paths:
              /rooms/{id}:
                get: {operationId: a, summary: s, tags: [t], responses: {'200': {$ref: '#/components/nowhere'}}}
                put: {operationId: a, summary: s, security: [], responses: {}}
            components: {schemas: {Room: {type: room}}}
            """)).faults();

        assertThat(faults)
                .contains(
                        "nothing at #/components/nowhere",
                        "PUT /rooms/{id}: its operationId is taken",
                        "PUT /rooms/{id}: no tags",
                        "GET /rooms/{id}: its path has other parameters",
                        "GET /rooms/{id}: nothing told for who is not signed in")
                .anyMatch(it -> it.startsWith("Room: "));
    }
}
