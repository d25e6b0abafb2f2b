package parley.engine.conversation;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.ledger.Accounts;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.engine.moderation.Moderation;
import parley.engine.price.Price;
import parley.engine.price.Prices;
import parley.engine.prompt.Tally;
import parley.engine.speech.Speaker;
import parley.engine.tool.Toolbox;

/** What conversations work with. */
public record Engines(
        ChatModels models,
        Speaker speaker,
        Accounts accounts,
        Prices prices,
        Moderation moderation,
        Toolbox toolbox,
        Clock clock) {
    /** Without tools. */
    public Engines(
            ChatModels models, Speaker speaker, Accounts accounts, Prices prices, Moderation moderation, Clock clock) {
        this(models, speaker, accounts, prices, moderation, Toolbox.NONE, clock);
    }

    /** Without moderation. */
    public Engines(ChatModels models, Speaker speaker, Accounts accounts, Prices prices, Clock clock) {
        this(models, speaker, accounts, prices, Moderation.NONE, clock);
    }

    /** What this model costs now; NOT_FOUND where no price is set. */
    Price price(ModelRef model) {
        return prices.now().price(model);
    }

    /** Reads what counting takes, where tokens cost anything, so that no first turn waits for it. */
    void prepare() {
        Thread.ofVirtual()
                .name("vocabularies")
                .start(() -> models.offered().stream()
                        .map(ModelInfo::ref)
                        .filter(this::countsTokens)
                        .forEach(Tally::prepare));
    }

    private boolean countsTokens(ModelRef model) {
        try {
            return price(model).byTokens();
        } catch (Refusal noPrice) {
            return false;
        }
    }

    /** The tokens of a prompt: counted where they are paid for, else guessed by its length. */
    static long input(Price price, ModelRef model, Prompt prompt) {
        return price.byTokens()
                ? Tally.input(model, prompt)
                : Usage.estimate(prompt.length(), 0).inputTokens();
    }

    /** What an answer used whose provider did not say. */
    static Usage used(@Nullable Price price, ModelRef model, Prompt prompt, String answer) {
        return price != null && price.byTokens()
                ? Tally.used(model, prompt, answer)
                : Usage.estimate(prompt.length(), answer.length());
    }

    /** What an answer to a question used whose provider did not say. */
    Usage used(ModelRef asked, Prompt prompt, String answer) {
        ModelRef model = named(asked);
        try {
            return used(price(model), model, prompt, answer);
        } catch (Refusal noPrice) {
            return Usage.estimate(prompt.length(), answer.length());
        }
    }

    /** The model that a name stands for; a name that stands for none is left as it is. */
    ModelRef named(ModelRef model) {
        try {
            return models.info(model).ref();
        } catch (Refusal unknown) {
            return model;
        }
    }
}
