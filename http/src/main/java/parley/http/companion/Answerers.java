package parley.http.companion;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Agents;
import parley.engine.agent.Casting;
import parley.engine.agent.Persona;
import parley.engine.card.Card;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;
import parley.engine.user.Chosen;
import parley.engine.user.Users;
import parley.http.edge.Problem;

/**
 * Finds who answers: the character that is asked for; else the card that came along; else the active character; else whoever
 * {@code systemPrompt} describes; else the one of the settings (contract, section 12). A character that is asked for does not become the active one by that.
 */
final class Answerers {
    private static final Logger LOG = LoggerFactory.getLogger(Answerers.class);
    private static final AgentId ASSISTANT = new AgentId("assistant");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]*");
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int LONGEST_NAME = 200;
    private static final String FRIENDLY = "You are a warm and attentive companion. You listen, you answer in a few"
            + " friendly sentences, and you remember what you were told.";

    private final Users users;
    private final Agents agents;
    private final ChatModels models;
    private final ModelMenu menu;
    private final String name;
    private final String persona;

    Answerers(Doors doors, ModelMenu menu, CompanionSettings settings) {
        this.users = doors.users();
        this.agents = doors.agents();
        this.models = doors.models();
        this.menu = menu;
        this.name = settings.chat().name();
        String told = settings.replies().systemPrompt();
        this.persona = told.isBlank() ? FRIENDLY : told;
    }

    /** Who answers; NOT_FOUND, always in the same words, where a character is asked for that is not the visitor's. */
    CompletionStage<Answerer> of(UserId user, ChatWish wish) {
        return users.settings(user).thenCompose(chosen -> {
            String character = wish.character();
            if (character != null) return asked(user, character).thenApply(it -> cast(it, user, wish, chosen));
            Card card = wish.card();
            if (card != null) return CompletableFuture.completedFuture(carded(card, model(user, wish, chosen, null)));
            AgentId active = chosen.character();
            return active == null
                    ? CompletableFuture.completedFuture(assistant(user, wish, chosen))
                    : agents.profile(user, active)
                            .thenApply(it -> cast(it, user, wish, chosen))
                            .exceptionallyCompose(failure -> gone(failure, () -> assistant(user, wish, chosen)));
        });
    }

    private CompletionStage<AgentProfile> asked(UserId user, String character) {
        return agents.profile(user, agent(character))
                .exceptionallyCompose(failure -> gone(failure, () -> {
                    throw new Problem(StatusCodes.NOT_FOUND, "not_found", "Character not found");
                }));
    }

    /** What no agent can be called stands for somebody who is not there, so that looking takes as long as for any other. */
    private static AgentId agent(String character) {
        if (!ID.matcher(character).matches()) return new AgentId("nobody-" + SentCard.hash(character));
        return new AgentId(UUID.matcher(character).matches() ? character.toLowerCase(Locale.ROOT) : character);
    }

    /** What to do where something is not there. */
    @FunctionalInterface
    private interface Instead<T> {
        T get();
    }

    private static <T> CompletionStage<T> gone(Throwable failure, Instead<T> instead) {
        boolean gone = Refusal.in(failure)
                .filter(it -> it.kind() == Refusal.Kind.NOT_FOUND)
                .isPresent();
        if (!gone) return CompletableFuture.failedFuture(failure);
        try {
            return CompletableFuture.completedFuture(instead.get());
        } catch (Problem told) {
            return CompletableFuture.failedFuture(told);
        }
    }

    private Answerer cast(AgentProfile agent, UserId user, ChatWish wish, Chosen chosen) {
        Casting own = agent.casting();
        ModelRef model = model(user, wish, chosen, own.model());
        return new Answerer(
                agent.id(),
                new Casting(own.name(), own.persona(), model, own.voice()).fallingBackOn(own.fallbacks()),
                true);
    }

    private static Answerer carded(Card card, ModelRef model) {
        AgentId agent = new AgentId("card-" + SentCard.hash(card.json()));
        String name = PlainText.of(card.data().name()).strip();
        String shown =
                name.isEmpty() ? "Character" : PlainText.of(name.substring(0, Math.min(LONGEST_NAME, name.length())));
        return new Answerer(agent, new Casting(shown, new Persona.Carded(card, null), model, Voice.NONE), true);
    }

    private Answerer assistant(UserId user, ChatWish wish, Chosen chosen) {
        Persona told = new Persona.Plain(wish.systemPrompt().isEmpty() ? persona : wish.systemPrompt());
        return new Answerer(ASSISTANT, new Casting(name, told, model(user, wish, chosen, null), Voice.NONE), false);
    }

    /** The model that was asked for, else the character's own, else the active one; each only if it is there. */
    private ModelRef model(UserId user, ChatWish wish, Chosen chosen, @Nullable ModelRef own) {
        String asked = wish.model();
        if (asked != null) {
            try {
                return menu.named(asked);
            } catch (Problem unknown) {
                LOG.info("a visitor asked for a model that is not there; the active one answers");
            }
        }
        if (own != null && !own.equals(ModelRef.DEFAULT) && isThere(user, own)) return own;
        return chosen.model() == null ? ModelRef.DEFAULT : menu.active(chosen);
    }

    private boolean isThere(UserId user, ModelRef model) {
        try {
            models.of(user).info(model);
            return true;
        } catch (Refusal unknown) {
            return false;
        }
    }
}
