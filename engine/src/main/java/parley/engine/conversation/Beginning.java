package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.floor.Choice;
import parley.engine.floor.Floor;
import parley.engine.kernel.Refusal;
import parley.engine.ledger.HoldId;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.engine.lore.LoreMemory;
import parley.engine.price.Price;
import parley.engine.prompt.Budget;
import parley.engine.prompt.Condensing;
import parley.engine.prompt.PromptWriter;
import parley.engine.prompt.Staging;
import parley.engine.prompt.Written;

/** How a turn begins: its prompt fits the model's window, and its length and its price fit what the limits leave. */
record Beginning(ConversationId id, Engines engines, ConversationSettings settings, Endings endings) {

    Step begun(Transcript transcript, Participant speaker, Choice why, Instant now) {
        ModelInfo model;
        try {
            model = engines.models().info(speaker.casting().model());
        } catch (Refusal unknownModel) {
            return unbegun(transcript, speaker, why, "no_model", unknownModel.reason(), now);
        }
        Budget budget = budget(toolkit(speaker, model), settings.maxTokens());
        Optional<Condensing> condensing = new Stage(id, transcript).condensing(speaker, budget, now);
        if (condensing.isPresent()) return condensed(transcript, condensing.get(), model, now);
        try {
            return begun(transcript, speaker, why, model, engines.price(model.ref()), now);
        } catch (Refusal noPrice) {
            return unbegun(transcript, speaker, why, "no_price", noPrice.reason(), now);
        }
    }

    /** A demo has nothing to say to that: its summary is made without it. */
    private static Step condensed(Transcript transcript, Condensing condensing, ModelInfo model, Instant now) {
        ModelRef asked = transcript.rules().summarizer();
        Errand errand = new Errand.Condense(condensing, asked == null ? model.ref() : asked);
        if (asked != null || !model.demo()) return new Step.Asks(errand);
        Asked nobody = new Asked(model.ref(), 0, Usage.NONE);
        return new Step.Happens(errand.unanswered(nobody, "a demo is no language model", now));
    }

    /** What the coming turn's model would be asked. */
    Written rehearsed(Transcript transcript, Participant speaker, ModelInfo model, Instant now) {
        return written(transcript, speaker, toolkit(speaker, model), settings.maxTokens(), now);
    }

    static Budget budget(Toolkit tools, int answer) {
        return new Budget(tools.context(), answer);
    }

    Toolkit toolkit(Participant speaker, ModelInfo model) {
        return Toolkit.of(speaker.casting(), engines.toolbox(), model, window(model), settings.tools());
    }

    /** A large window is not filled only because it is there: every turn pays for all of it. */
    private int window(ModelInfo model) {
        return Math.min(model.context(), settings.promptTokens());
    }

    private Step begun(
            Transcript transcript, Participant speaker, Choice why, ModelInfo model, Price price, Instant now) {
        Toolkit tools = toolkit(speaker, model);
        Written whole = written(transcript, speaker, tools, settings.maxTokens(), now);
        long in = Engines.input(price, model.ref(), whole.prompt());
        Floor floor = transcript.floor(0, now);
        long tokens = transcript.until().map(it -> it.tokensLeft(floor)).orElse(Long.MAX_VALUE);
        long credits = transcript.until().map(it -> it.creditsLeft(floor)).orElse(Long.MAX_VALUE);
        int answer = (int) Math.min(settings.maxTokens(), Math.min(tokens, price.affordable(in, credits)));
        if (answer < 1) return broke(transcript, now);
        Written fitting = answer == settings.maxTokens() ? whole : written(transcript, speaker, tools, answer, now);
        Brief brief = new Brief(
                PromptWriter.CURRENT,
                tools.context(),
                answer,
                fitting.prompt().hash(),
                in,
                remembered(fitting),
                tools.tools(),
                tools.room());
        long held = price.most(in, Math.min(answer, settings.heldTokens()));
        return new Step.Happens(List.of(started(transcript, speaker, why, model.ref(), price, held, brief, now)));
    }

    /** The brief of another attempt: the same but for what stands already. */
    @Nullable
    Brief rebriefed(Transcript superseded, OpenTurn lost) {
        Brief brief = lost.brief();
        OpenTurn open = superseded.open();
        if (brief == null || open == null) return null;
        return superseded
                .participant(lost.speaker())
                .map(it -> new Stage(id, superseded).written(open, it, brief.context(), brief.answer()))
                .map(it -> brief.asking(it.prompt(), tokens(lost, brief, it.prompt()), brief.lore()))
                .orElse(null);
    }

    /**
     * The next attempt of a turn whose text stands as it is, with another model. Held is what that may cost, and never
     * less than before.
     *
     * @throws Refusal where its price is unknown, or the limits leave too little for it
     */
    TurnStarted recast(Transcript transcript, Participant speaker, Choice why, ModelInfo model, int from, Instant now) {
        OpenTurn lost = transcript.openTurn().orElseThrow();
        Price price = engines.price(model.ref());
        Floor floor = transcript.floor(0, now);
        long tokens = transcript.until().map(it -> it.tokensLeft(floor)).orElse(Long.MAX_VALUE);
        long credits = transcript.until().map(it -> it.creditsLeft(floor)).orElse(Long.MAX_VALUE);
        int most = (int) Math.min(settings.maxTokens(), tokens);
        if (most < 1) throw Refusal.exhausted("the limit leaves no tokens for one more attempt");
        Toolkit tools = Toolkit.of(lost.brief(), model, window(model));
        Recast first = new Recast(id, transcript, lost, speaker, why, model.ref(), price, tools, from, now);
        long in = Engines.input(price, model.ref(), first.written(most).prompt());
        int answer = (int) Math.min(most, price.affordable(in, credits));
        if (answer < 1) throw Refusal.exhausted("one more attempt may cost more than the limit leaves");
        Written written = first.written(answer);
        Brief asked = first.brief(answer).asking(written.prompt(), in, remembered(written));
        long held = price.most(in, Math.min(answer, settings.heldTokens()));
        return first.started(asked, Math.max(lost.credits(), held));
    }

    private static long tokens(OpenTurn lost, Brief brief, Prompt asked) {
        Price price = lost.price();
        return price == null || lost.uses().isEmpty() ? brief.input() : Engines.input(price, lost.model(), asked);
    }

    /** What must be held for another attempt: no less than before, and what its tools add to its prompt. */
    long held(OpenTurn lost, @Nullable Brief brief) {
        Price price = lost.price();
        if (price == null || brief == null || lost.uses().isEmpty()) return lost.credits();
        return Math.max(lost.credits(), price.most(brief.input(), Math.min(brief.answer(), settings.heldTokens())));
    }

    private Step broke(Transcript transcript, Instant now) {
        End end = new End(Ending.LIMIT, "credits", "one more turn may cost more than the limit leaves");
        return new Step.Happens(endings.over(transcript, end, now));
    }

    private Written written(Transcript transcript, Participant speaker, Toolkit tools, int answer, Instant now) {
        return tools.in(new Stage(id, transcript).written(speaker, budget(tools, answer), now));
    }

    private static @Nullable LoreMemory remembered(Written it) {
        return it.staged()
                .map(Staging::memory)
                .filter(memory -> !memory.isEmpty())
                .orElse(null);
    }

    private TurnStarted started(
            Transcript transcript,
            Participant speaker,
            Choice why,
            ModelRef model,
            @Nullable Price price,
            long credits,
            @Nullable Brief brief,
            Instant now) {
        int turn = transcript.coming();
        HoldId hold = new HoldId(id.value() + "/" + turn);
        return new TurnStarted(turn, 1, speaker.agent(), why, model, hold, credits, 0, brief, price, now);
    }

    /** A turn whose model or price is unknown begins and fails, so that everybody sees why nothing is said. */
    private Step unbegun(
            Transcript transcript, Participant speaker, Choice why, String code, String reason, Instant now) {
        TurnStarted started =
                started(transcript, speaker, why, speaker.casting().model(), null, 0, null, now);
        return new Step.Happens(endings.failed(transcript.after(started), List.of(started), code, reason, now));
    }
}
