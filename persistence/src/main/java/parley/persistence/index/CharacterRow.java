package parley.persistence.index;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Casting;
import parley.engine.agent.CharacterProfile;
import parley.engine.agent.Persona;
import parley.engine.agent.Portrait;
import parley.engine.card.CardBrief;
import parley.engine.card.CardData;

/** What the list of agents keeps of a character beside its casting, so that characters are found and shown without it. */
record CharacterRow(
        String name,
        List<String> tags,
        String creator,
        String characterVersion,
        String description,
        String personality,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String picture) {
    /** What the column "kind" says of characters. */
    static final String CARD = "card";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    CharacterRow {
        tags = List.copyOf(tags);
    }

    static CharacterRow of(Casting casting, Persona.Carded persona) {
        CardData card = CardBrief.of(persona.card(), CharacterProfile.SHOWN).data();
        Portrait portrait = persona.portrait();
        return new CharacterRow(
                casting.name(),
                card.tags(),
                card.creator(),
                card.characterVersion(),
                card.description(),
                card.personality(),
                portrait == null ? null : portrait.picture());
    }

    static CharacterRow read(String id, String json) throws SQLException {
        try {
            return MAPPER.readValue(json, CharacterRow.class);
        } catch (JsonProcessingException failure) {
            throw new SQLException("the character " + id + " in the list cannot be read; rebuild", failure);
        }
    }

    /** Binds "kind", "sheet", "sought_name", "sought_tags" and "sought" of any casting, from a parameter on. */
    static void bind(PreparedStatement statement, int first, Casting casting) throws SQLException {
        statement.setString(first, kind(casting.persona()));
        CharacterRow row = casting.persona() instanceof Persona.Carded it ? of(casting, it) : null;
        statement.setString(first + 1, row == null ? null : row.json());
        statement.setString(first + 2, line(casting.name()));
        statement.setString(first + 3, row == null ? null : Sought.lines(row.lines()));
        statement.setString(first + 4, row == null ? null : row.words());
    }

    private static String kind(Persona persona) {
        return switch (persona) {
            case Persona.Plain _ -> "plain";
            case Persona.Styled _ -> "styled";
            case Persona.Carded _ -> CARD;
        };
    }

    private String json() throws SQLException {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException failure) {
            throw new SQLException("a character cannot be written as JSON", failure);
        }
    }

    private List<String> lines() {
        return tags.stream().map(CharacterRow::line).filter(it -> !it.isEmpty()).toList();
    }

    private String words() {
        return String.join(" ", line(name), line(String.join(" ", tags)), line(creator), line(description));
    }

    /** A text as it is searched for: in one line, without the controls that no database takes. */
    static String line(String text) {
        return Sought.folded(text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip());
    }
}
