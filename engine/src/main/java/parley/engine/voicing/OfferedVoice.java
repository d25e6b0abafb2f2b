package parley.engine.voicing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A voice that a provider offers.
 *
 * @param id its name for programs
 * @param preview where it can be heard
 * @param tiers the tariffs that it comes with; empty for all
 */
public record OfferedVoice(
        String id,
        String name,
        String description,
        String category,
        @Nullable String gender,
        @Nullable String age,
        @Nullable String accent,
        @Nullable String preview,
        List<String> tiers) {
    public OfferedVoice {
        tiers = List.copyOf(tiers);
    }
}
