package parley.http.chatsparty;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Casting;
import parley.engine.kernel.Refusal;
import parley.engine.market.Notice;
import parley.engine.market.Rating;

/** What is sent to the marketplace, and what it answers. */
final class MarketplaceForms {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_CHARACTERISTICS = 2000;

    private MarketplaceForms() {}

    /** An agent by its id. */
    record Named(@Nullable String agentId) {
        AgentId agent() {
            return MarketplaceForms.agent(agentId);
        }
    }

    record Published(
            @Nullable String agentId,
            @Nullable String category,
            @Nullable List<String> tags,
            @Nullable String description) {
        AgentId agent() {
            return MarketplaceForms.agent(agentId);
        }

        Notice notice() {
            return new Notice(
                    category == null ? "" : category.strip(),
                    tags == null ? List.of() : tags,
                    description == null ? "" : description.strip());
        }
    }

    record Rated(
            @Nullable String agentId,
            @Nullable Integer rating,
            @Nullable String review) {
        AgentId agent() {
            return MarketplaceForms.agent(agentId);
        }

        int stars() {
            if (rating == null) throw Refusal.invalid("rating is required");
            return rating;
        }
    }

    record Taken(@Nullable String agentId, @Nullable Customizations customizations) {
        AgentId agent() {
            return MarketplaceForms.agent(agentId);
        }

        Casting appliedTo(Casting it) {
            return customizations == null ? it : customizations.appliedTo(it);
        }
    }

    /** What the taker wants otherwise. */
    record Customizations(
            @Nullable String name, @Nullable String characteristics, AgentForm.@Nullable StyleForm chatStyle) {
        Casting appliedTo(Casting it) {
            check("name", name, LONGEST_NAME);
            check("characteristics", characteristics, LONGEST_CHARACTERISTICS);
            AgentForm form = new AgentForm(name, null, characteristics, null, null, chatStyle, null, null, null);
            return new Casting(
                    name == null ? it.name() : name.strip(),
                    form.appliedTo(it.persona()),
                    it.model(),
                    it.voice(),
                    it.voiceChoice());
        }

        private static void check(String what, @Nullable String text, int longest) {
            if (text != null && (text.isBlank() || text.length() > longest))
                throw Refusal.invalid(what + " must be 1 to " + longest + " characters");
        }
    }

    record Done(boolean success) {}

    /**
     * What was made of an agent on offer.
     *
     * @param templateId the agent that it was made of
     */
    record Copy(String agentId, String id, String name, String templateId, boolean isOriginal) {}

    record TakenAnswer(Copy agent, boolean success) {
        static TakenAnswer of(AgentProfile made, AgentId of) {
            String id = made.id().value();
            return new TakenAnswer(new Copy(id, id, made.casting().name(), of.value(), false), true);
        }
    }

    record Stars(String id, int rating, String review, Instant createdAt) {}

    record RatedAnswer(Stars rating, boolean success) {
        static RatedAnswer of(Rating it) {
            return new RatedAnswer(new Stars(it.agent() + ":" + it.user(), it.stars(), it.review(), it.at()), true);
        }
    }

    /** An id that cannot be one is nobody's. */
    static AgentId agent(@Nullable String id) {
        if (id == null || id.isBlank()) throw Refusal.invalid("agentId is required");
        try {
            return new AgentId(id);
        } catch (Refusal strange) {
            throw Refusal.notFound("There is no such agent in the marketplace");
        }
    }
}
