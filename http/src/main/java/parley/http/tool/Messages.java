package parley.http.tool;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;

/** How messages of the protocol are read and written, with nothing that has to be found on the class path. */
final class Messages {
    static final JsonMapper JSON = JsonMapper.builder().build();

    static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(JSON);

    /** Results are words for a model, which may hold them against the schema itself. */
    static final JsonSchemaValidator ANY =
            (schema, content) -> JsonSchemaValidator.ValidationResponse.asValid(String.valueOf(content));

    private Messages() {}
}
