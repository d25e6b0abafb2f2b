package parley.engine.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Participant;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.Prompt;

/**
 * What one life of a simulated room has under way: {@link Backstage} without an actor, with the real holding and paying.
 */
final class Underway {
    final Deque<Runnable> mailbox = new ArrayDeque<>();
    final Holding holding;
    final Payments payments;
    private final SimulatedRoom room;
    private final Life life;
    private final Coordinator coordinator;
    private final Random random;
    private @Nullable Monologue running;
    private @Nullable Errand errand;
    private @Nullable End end;
    private boolean answering;
    private boolean later;

    Underway(SimulatedRoom room, Life life, Coordinator coordinator, Random random) {
        this.room = room;
        this.life = life;
        this.coordinator = coordinator;
        this.random = random;
        var desk = Desk.of(this::post);
        this.holding = new Holding(desk, coordinator);
        this.payments = new Payments(desk, coordinator);
    }

    void post(ConversationCommand command) {
        mailbox.add(() -> life.handle(command));
    }

    boolean busy() {
        return running != null || holding.waits() || errand != null;
    }

    @Nullable
    End end() {
        return end;
    }

    void continueLater() {
        later = true;
    }

    /** After events are stored: what each calls for is set going. */
    void react(List<ConversationEvent> events) {
        if (!transcript().tab().questions().isEmpty()) payments.charge(transcript());
        for (ConversationEvent event : events) {
            switch (event) {
                case ConversationEvent.TurnStarted it -> hold(it);
                case ConversationEvent.QuestionAsked _ -> holdQuestion();
                case ConversationEvent.SentenceSpoken it -> grow(it);
                case ConversationEvent.TurnCompleted _,
                        ConversationEvent.TurnStopped _,
                        ConversationEvent.TurnFailed _ -> payments.charge(transcript());
                case ConversationEvent.RoundEnded _ -> end = null;
                default -> {}
            }
        }
        if (!busy() && !Coordinator.atRest(transcript())) post(new ConversationCommand.Continue());
    }

    private void hold(ConversationEvent.TurnStarted started) {
        OpenTurn open = transcript().open();
        if (open == null || open.turn() != started.turn()) return;
        holding.turn(owner(), open);
        if (room.planted(Fault.SPEAKS_UNPAID)) speak(open);
    }

    private void holdQuestion() {
        Tab.OpenQuestion open = transcript().tab().question();
        if (open != null) holding.question(owner(), open);
    }

    private void grow(ConversationEvent.SentenceSpoken spoken) {
        OpenTurn open = transcript().open();
        if (open == null || !speaking()) return;
        Growth growth = Growth.after(open, spoken.figures(), coordinator.settings());
        if (growth.credits() > open.credits()) holding.grow(owner(), open, growth.credits());
        else if (!growth.enough()) lastSentence(Growth.TOO_LONG);
    }

    void lastSentence(End how) {
        Monologue it = running;
        if (it == null) return;
        end = how;
        it.last.complete(true);
    }

    void ask(Errand asks) {
        Tab.OpenQuestion open = transcript().tab().question();
        if (open != null && !holding.paid(open)) {
            holding.question(owner(), open);
            return;
        }
        if (open != null) room.paid(open.hold(), open.credits());
        errand = asks;
        answering = false;
    }

    /** Whether this errand is the one waited for; after that it is not waited for any more. */
    boolean done(Errand asks) {
        boolean expected = asks.equals(errand);
        if (expected) errand = null;
        return expected;
    }

    void speak(OpenTurn open) {
        Participant speaker = transcript().participant(open.speaker()).orElseThrow();
        int context = coordinator
                .endings()
                .known(open.model())
                .map(ModelInfo::context)
                .orElse(ModelInfo.USUAL_CONTEXT);
        Prompt prompt = new Stage(coordinator.id(), transcript())
                .written(open, speaker, context, coordinator.settings().maxTokens())
                .prompt();
        room.paid(open.hold(), open.credits());
        running = new Monologue(
                open,
                prompt,
                (asked, answer) -> Engines.used(open.price(), open.model(), asked, answer),
                Monologue.script(random));
        end = null;
    }

    boolean speaking() {
        Monologue it = running;
        return it != null && transcript().runs(it.turn, it.attempt);
    }

    void drained(Monologue it) {
        if (it.equals(running)) running = null;
    }

    void stop(End how) {
        holding.forget();
        end = how;
        errand = null;
        Monologue it = running;
        if (it == null) return;
        it.stop();
        told(it);
    }

    /** Time passes: a model says something more, or answers, or a little later has come. */
    void goOn() {
        Monologue it = running;
        if (it != null) {
            it.goOn();
            told(it);
        }
        Errand asks = errand;
        if (asks != null && !answering && random.nextBoolean()) {
            answering = true;
            post(new ConversationCommand.ErrandDone(asks, Oracle.answer(asks, random)));
        }
        if (later && random.nextBoolean()) {
            later = false;
            post(new ConversationCommand.Continue());
        }
    }

    /** The next pieces are told, or that there are no more. */
    void told(Monologue it) {
        List<Piece> pieces = it.tells();
        if (!pieces.isEmpty()) mailbox.add(() -> life.onTell(it, pieces));
        else if (it.drained()) mailbox.add(() -> life.onDrained(it));
    }

    UserId owner() {
        return Optional.ofNullable(transcript().owner()).orElseThrow();
    }

    private Transcript transcript() {
        return room.transcript();
    }
}
