package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import parley.engine.conversation.ConversationEvent.QuestionAsked;
import parley.engine.conversation.ConversationEvent.QuestionDropped;
import parley.engine.kernel.Refusal;
import parley.engine.ledger.HoldId;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;
import parley.engine.price.Price;

/**
 * How questions beside the turns are paid for: a supervisor's choice, a judge's word, a summary. They cost their tokens
 * and no message; credits are held before a model is asked, and one that costs nothing is asked at once. Pure.
 */
record Asking(ConversationId id, Engines engines, Endings endings) {
    /** What a further try adds to the prompt: the answer before and the reminder, in tokens. */
    private static final long REMINDER = 256;

    private static final End BROKE =
            new End(Ending.LIMIT, "credits", "one more question may cost more than the limit leaves");

    /** A step where what it asks is paid for, or about to be, and nothing else is open. */
    Step paid(Transcript transcript, Step step, Instant now) {
        Tab.OpenQuestion open = transcript.tab().question();
        return switch (step) {
            case Step.Asks(Errand errand) when open == null -> asked(transcript, errand, now);
            case Step.Asks(Errand errand) when open.asks(errand) -> step;
            case Step.Happens(List<ConversationEvent> events) when open == null || drops(events) -> step;
            case Step.Happens(List<ConversationEvent> events) -> new Step.Happens(dropped(open, events, now));
            case Step.Rest _ when open == null -> step;
            case Step.Asks _, Step.Rest _ -> new Step.Happens(dropped(open, List.of(), now));
        };
    }

    private Step asked(Transcript transcript, Errand errand, Instant now) {
        ModelRef model = engines.named(errand.model());
        Price price;
        try {
            price = engines.price(model).question();
        } catch (Refusal noPrice) {
            return new Step.Happens(errand.unanswered(new Asked(model, 0, Usage.NONE), noPrice.reason(), now));
        }
        var prompt = errand.prompt(1, "");
        long in = (Engines.input(price, model, prompt) + REMINDER) * errand.tries();
        long most = price.most(in, (long) prompt.maxTokens() * errand.tries());
        if (most == 0) return new Step.Asks(errand);
        if (most > creditsLeft(transcript, now)) return new Step.Happens(endings.over(transcript, BROKE, now));
        int number = transcript.tab().asked() + 1;
        HoldId hold = new HoldId(id.value() + "/q" + number);
        return new Step.Happens(List.of(new QuestionAsked(number, errand.kind(), model, hold, most, price, now)));
    }

    private static long creditsLeft(Transcript transcript, Instant now) {
        return transcript
                .until()
                .map(it -> it.creditsLeft(transcript.floor(0, now)))
                .orElse(Long.MAX_VALUE);
    }

    private static boolean drops(List<ConversationEvent> events) {
        return events.stream().anyMatch(QuestionDropped.class::isInstance);
    }

    private static List<ConversationEvent> dropped(Tab.OpenQuestion open, List<ConversationEvent> events, Instant now) {
        List<ConversationEvent> all = new ArrayList<>();
        all.add(new QuestionDropped(open.question(), "it is of no use any more", now));
        all.addAll(events);
        return all;
    }

    /** What a question's answer costs of what was held for it; nothing where nothing was. */
    static Asked answered(Transcript transcript, Errand errand, Errand.Outcome outcome) {
        Tab.OpenQuestion open = transcript.tab().question();
        if (open == null || !open.asks(errand)) return new Asked(errand.model(), outcome.tries(), outcome.usage());
        long credits = outcome.usage().outputTokens() == 0
                ? 0
                : Math.min(open.credits(), open.price().cost(outcome.usage()));
        return new Asked(open.model(), outcome.tries(), outcome.usage(), open.question(), credits);
    }
}
