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

    /**
     * A list tells cards in short, because they are long and many; the whole ones are with their agents. In UTF-16 units
     * of description and personality.
     */
    private static final int SHOWN = 4_000;

    /** A casting as lists of agents show it. */
    static String brief(Casting casting) throws SQLException {
        return write(casting.brief(SHOWN));
    }

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
