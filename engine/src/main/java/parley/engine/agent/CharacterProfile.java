package parley.engine.agent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;

/**
 * A character as a list shows it, without its card.
 *
 * @param description the first {@value #SHOWN} characters of it
 * @param personality likewise
 * @param picture the id of the file with its picture, among the owner's
 */
public record CharacterProfile(
        AgentId id,
        UserId owner,
        String name,
        List<String> tags,
        String creator,
        String characterVersion,
        String description,
        String personality,
        @Nullable String picture,
        Instant createdAt,
        Instant updatedAt) {
    /** What is shown of long texts, in UTF-16 units. */
    public static final int SHOWN = 200;

    public CharacterProfile {
        tags = List.copyOf(tags);
    }
}
