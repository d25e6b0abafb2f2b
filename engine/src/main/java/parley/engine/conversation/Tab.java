package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.engine.ledger.HoldId;
import parley.engine.llm.ModelRef;
import parley.engine.price.Price;

/**
 * What a conversation has the ledger hold and owes it, beside its open turn. It is written as part of the transcript,
 * under the names of before it was apart.
 *
 * @param turns ended turns that the ledger has not confirmed yet
 * @param asked questions that credits were held for so far
 * @param question the one that is not answered yet
 * @param questions answered and dropped ones that the ledger has not confirmed yet
 */
record Tab(
        @JsonProperty("owed") Map<Integer, Debt> turns,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonProperty("questions")
        int asked,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OpenQuestion question,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonProperty("due") @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<Integer, Debt> questions) {
    static final Tab NONE = new Tab(Map.of(), 0, null, Map.of());

    Tab {
        turns = Collections.unmodifiableMap(new TreeMap<>(turns));
        questions = Collections.unmodifiableMap(new TreeMap<>(questions));
    }

    /** A question that a model has not answered yet. */
    record OpenQuestion(int question, Question kind, ModelRef model, HoldId hold, long credits, Price price) {
        /** Whether this is what is asked. */
        boolean asks(Errand errand) {
            return errand.kind() == kind;
        }
    }

    /**
     * What an ended turn or question still owes the ledger; 0 credits release the hold. {@code provider} of them are the
     * provider's. What was wasted on it is booked as well.
     */
    record Debt(
            HoldId hold,
            long credits,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long provider,
            List<Waste> wasted) {
        Debt {
            wasted = List.copyOf(wasted);
        }

        static Debt of(HoldId hold, long credits, @Nullable Price price, List<Waste> wasted) {
            List<Waste> lost = wasted.stream().filter(it -> it.credits() > 0).toList();
            return new Debt(hold, credits, price == null ? 0 : price.providerPart(credits), lost);
        }
    }

    /** What a lost attempt cost, and the model that lost it where it was no crash; nobody pays for it. */
    record Waste(
            int attempt,
            long credits,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ModelRef model) {
        Waste(int attempt, long credits) {
            this(attempt, credits, null);
        }
    }

    /** Whether nothing waits for the ledger's word or a model's answer. */
    boolean clear() {
        return turns.isEmpty() && question == null && questions.isEmpty();
    }

    Tab ended(OpenTurn turn, long credits) {
        Debt debt = Debt.of(turn.hold(), credits, turn.price(), turn.wasted());
        return new Tab(with(turns, turn.turn(), debt), asked, question, questions);
    }

    Tab charged(int turn) {
        return new Tab(without(turns, turn), asked, question, questions);
    }

    Tab asking(ConversationEvent.QuestionAsked it) {
        OpenQuestion open = new OpenQuestion(it.question(), it.kind(), it.model(), it.hold(), it.credits(), it.price());
        return new Tab(turns, it.question(), open, questions);
    }

    /** The question is answered or dropped; one that is not open changes nothing. */
    Tab closed(int number, long credits) {
        if (question == null || question.question() != number) return this;
        Debt debt = Debt.of(question.hold(), credits, question.price(), List.of());
        return new Tab(turns, asked, null, with(questions, number, debt));
    }

    Tab questionCharged(int number) {
        return new Tab(turns, asked, question, without(questions, number));
    }

    private static Map<Integer, Debt> with(Map<Integer, Debt> debts, int number, Debt debt) {
        Map<Integer, Debt> more = new TreeMap<>(debts);
        more.put(number, debt);
        return more;
    }

    private static Map<Integer, Debt> without(Map<Integer, Debt> debts, int number) {
        Map<Integer, Debt> fewer = new TreeMap<>(debts);
        fewer.remove(number);
        return fewer;
    }
}
