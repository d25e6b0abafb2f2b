package parley.persistence.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import parley.engine.agent.Casting;

/** Castings as JSON in the list of agents. */
final class Castings {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Castings() {}

    static String write(Casting casting) throws SQLException {
        try {
            return MAPPER.writeValueAsString(casting);
        } catch (JsonProcessingException failure) {
            throw new SQLException("a casting cannot be written as JSON", failure);
        }
    }

    static Casting read(String id, String json) throws SQLException {
        try {
            return MAPPER.readValue(json, Casting.class);
        } catch (JsonProcessingException failure) {
            throw new SQLException("the casting of agent " + id + " in the list cannot be read; rebuild", failure);
        }
    }
}
