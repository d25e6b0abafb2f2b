package parley.http.api;

import java.time.Instant;
import java.util.List;
import parley.engine.agent.AgentId;
import parley.engine.agent.CharacterProfile;

/** A character as a list shows it: of its texts only the beginnings. */
record CharacterLine(
        AgentId id,
        String name,
        List<String> tags,
        String creator,
        String version,
        String description,
        String personality,
        String portrait,
        Instant createdAt,
        Instant updatedAt) {
    static CharacterLine of(CharacterProfile it) {
        return new CharacterLine(
                it.id(),
                it.name(),
                it.tags(),
                it.creator(),
                it.characterVersion(),
                it.description(),
                it.personality(),
                "/api/v1/characters/" + it.id() + "/portrait",
                it.createdAt(),
                it.updatedAt());
    }
}
