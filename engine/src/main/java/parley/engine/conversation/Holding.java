package parley.engine.conversation;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationCommand.Admitted;
import parley.engine.conversation.ConversationCommand.Answer;
import parley.engine.conversation.ConversationCommand.HoldAnswered;
import parley.engine.conversation.ConversationCommand.HoldGrown;
import parley.engine.conversation.ConversationCommand.QuestionHeld;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.Purpose;
import parley.engine.llm.ModelRef;

/**
 * What a conversation is asking the ledger to set aside, before any model is asked. Used by its actor only; every
 * request is safe to be made twice, a hold is one however often it is asked for.
 */
final class Holding {
    private final ActorContext<ConversationCommand> context;
    private final Coordinator coordinator;
    private @Nullable Asked asked;
    private @Nullable Integer question;
    private @Nullable Integer paid;
    private @Nullable Asked growing;
    private @Nullable ConversationCommand admitted;

    private record Asked(int turn, int attempt) {}

    Holding(ActorContext<ConversationCommand> context, Coordinator coordinator) {
        this.context = context;
        this.coordinator = coordinator;
    }

    /** Whether the ledger's word on a turn or a question is waited for. */
    boolean waits() {
        return asked != null || question != null;
    }

    void forget() {
        asked = null;
        question = null;
    }

    /** Asks for the turn's price. */
    void turn(UserId owner, OpenTurn open) {
        asked = new Asked(open.turn(), open.attempt());
        told(
                accounts().hold(owner, open.hold(), open.credits(), purpose(open)),
                word -> new HoldAnswered(open.turn(), open.attempt(), word));
    }

    /** Whether this answer is the one waited for; after that it is not waited for any more. */
    boolean answered(HoldAnswered answer) {
        boolean expected = new Asked(answer.turn(), answer.attempt()).equals(asked);
        if (expected) asked = null;
        return expected;
    }

    /** Asks for the most that a question can cost. */
    void question(UserId owner, Tab.OpenQuestion open) {
        question = open.question();
        told(
                accounts().hold(owner, open.hold(), open.credits(), purpose("question", null, open.model())),
                word -> new QuestionHeld(open.question(), word));
    }

    /** Whether this answer is the one waited for; from then on the question is paid for where it was held. */
    boolean answered(QuestionHeld answer) {
        boolean expected = Integer.valueOf(answer.question()).equals(question);
        if (!expected) return false;
        question = null;
        if (answer.answer().how() == Answer.How.HELD) paid = answer.question();
        return true;
    }

    /** Whether credits are held for the open question, as far as this process knows. */
    boolean paid(Tab.OpenQuestion open) {
        return Integer.valueOf(open.question()).equals(paid);
    }

    /** Asks for so many credits in all for the turn that runs; once at a time. */
    void grow(UserId owner, OpenTurn open, long credits) {
        Asked it = new Asked(open.turn(), open.attempt());
        if (it.equals(growing)) return;
        growing = it;
        told(
                accounts().hold(owner, open.hold(), credits, purpose(open)),
                word -> new HoldGrown(open.turn(), open.attempt(), credits, word));
    }

    void grown() {
        growing = null;
    }

    /**
     * Has credits promised to what a request would begin, and sends it again once they are, or once the ledger does not
     * answer; where they are not there, whoever asked is told.
     */
    void admit(UserId owner, Admission admission, ConversationCommand request) {
        var promised = accounts().promise(owner, admission.hold(), admission.credits(), purpose(admission));
        context.pipeToSelf(
                promised,
                (_, failure) -> new Admitted(
                        request, failure == null ? null : Refusal.in(failure).orElse(null)));
    }

    /** Lets exactly this request pass. */
    void pass(@Nullable ConversationCommand request) {
        admitted = request;
    }

    boolean passes(ConversationCommand request) {
        return request.equals(admitted);
    }

    private void told(CompletionStage<Balance> answer, Function<Answer, ConversationCommand> message) {
        context.pipeToSelf(answer, (_, failure) -> message.apply(word(failure)));
    }

    private static Answer word(@Nullable Throwable failure) {
        if (failure == null) return new Answer(Answer.How.HELD, "");
        Optional<Refusal> refusal = Refusal.in(failure);
        return refusal.map(no -> new Answer(Answer.How.REFUSED, no.reason()))
                .orElseGet(() -> new Answer(Answer.How.LATE, "the ledger did not answer"));
    }

    private Purpose purpose(OpenTurn open) {
        return purpose("reply", open.speaker(), open.model());
    }

    private Purpose purpose(Admission it) {
        return purpose(it.speaker() == null ? "question" : "reply", it.speaker(), it.model());
    }

    private Purpose purpose(String reason, @Nullable AgentId agent, ModelRef model) {
        return new Purpose(reason, coordinator.id().value(), agent == null ? null : agent.value(), model);
    }

    private Accounts accounts() {
        return coordinator.engines().accounts();
    }
}
