package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.engine.agent.AgentId;
import parley.engine.floor.Choice;
import parley.engine.floor.Decision;
import parley.engine.floor.Floor;
import parley.engine.floor.Limit;
import parley.engine.floor.Supervision;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.engine.prompt.Condensing;

/**
 * A question to a model beside the turns. Nothing of it is remembered until it is answered: after a crash it is asked
 * again. An answer that does not come in the form that was asked for is asked for again, and then done without.
 */
sealed interface Errand {
    /** What kind of question it is. */
    Question kind();

    /** Who answers. */
    ModelRef model();

    /** How often it is asked before it is done without. */
    int tries();

    /** What is asked, after {@code before} was answered in vain; blank the first time. */
    Prompt prompt(int attempt, String before);

    /** What an answer means; absent where it is malformed. */
    Optional<List<ConversationEvent>> answered(String answer, Asked asked, Instant now);

    /** What happens where no answer was of use. */
    List<ConversationEvent> unanswered(Asked asked, String why, Instant now);

    /** Whether the answer is still of use in this state. */
    boolean concerns(Transcript transcript);

    /** Who speaks in the coming turn? */
    record Choose(int turn, Floor floor, Decision.Asks asks) implements Errand {
        @Override
        public Question kind() {
            return Question.CHOOSE;
        }

        @Override
        public ModelRef model() {
            return asks.model();
        }

        @Override
        public int tries() {
            return asks.tries();
        }

        @Override
        public Prompt prompt(int attempt, String before) {
            return Supervision.choose(floor, asks, attempt, before);
        }

        @Override
        public Optional<List<ConversationEvent>> answered(String answer, Asked asked, Instant now) {
            return Supervision.chosen(answer, floor, asks)
                    .map(it -> proposed(it, Supervision.choice(floor, asks, it, asked.tries()), asked, now));
        }

        @Override
        public List<ConversationEvent> unanswered(Asked asked, String why, Instant now) {
            return switch (Supervision.fallback(floor, asks, why)) {
                case Decision.Speaks(AgentId speaker, Choice instead) -> proposed(speaker, instead, asked, now);
                case Decision.Asks _, Decision.Waits _, Decision.Ends _ -> List.of();
            };
        }

        private List<ConversationEvent> proposed(AgentId speaker, Choice why, Asked asked, Instant now) {
            return List.of(new ConversationEvent.SpeakerProposed(turn, speaker, why, false, asked, now));
        }

        @Override
        public boolean concerns(Transcript transcript) {
            return going(transcript)
                    && transcript.coming() == turn
                    && transcript.next().isEmpty();
        }
    }

    /** Is the talk done? */
    record Judge(int round, Floor floor, Limit.Judged limit) implements Errand {
        private static final int TRIES = 2;

        @Override
        public Question kind() {
            return Question.JUDGE;
        }

        @Override
        public ModelRef model() {
            return limit.model();
        }

        @Override
        public int tries() {
            return TRIES;
        }

        @Override
        public Prompt prompt(int attempt, String before) {
            return Supervision.judge(floor, limit.question(), attempt, before);
        }

        @Override
        public Optional<List<ConversationEvent>> answered(String answer, Asked asked, Instant now) {
            return Supervision.judged(answer).map(done -> judged(done, "the judge was asked", asked, now));
        }

        /** A judge that says nothing has not said that the talk is done; the turns that were asked for still end it. */
        @Override
        public List<ConversationEvent> unanswered(Asked asked, String why, Instant now) {
            return judged(false, why, asked, now);
        }

        private List<ConversationEvent> judged(boolean done, String reason, Asked asked, Instant now) {
            return List.of(new ConversationEvent.Judged(round, floor.round().turns(), done, reason, asked, now));
        }

        @Override
        public boolean concerns(Transcript transcript) {
            return going(transcript)
                    && transcript.round().number() == round
                    && transcript.round().ended() == floor.round().turns();
        }
    }

    /** What was said before the window? */
    record Condense(Condensing condensing, ModelRef model) implements Errand {
        @Override
        public Question kind() {
            return Question.CONDENSE;
        }

        @Override
        public int tries() {
            return 1;
        }

        @Override
        public Prompt prompt(int attempt, String before) {
            return condensing.prompt();
        }

        @Override
        public Optional<List<ConversationEvent>> answered(String answer, Asked asked, Instant now) {
            return Optional.of(condensed(answer, asked, now));
        }

        @Override
        public List<ConversationEvent> unanswered(Asked asked, String why, Instant now) {
            return condensed("", asked, now);
        }

        private List<ConversationEvent> condensed(String answer, Asked asked, Instant now) {
            var summary = condensing.summary(answer);
            return List.of(
                    new ConversationEvent.Condensed(summary.upTo(), summary.text(), summary.fallback(), asked, now));
        }

        @Override
        public boolean concerns(Transcript transcript) {
            List<Integer> path = transcript.lines().path();
            int told = transcript.lines().summary(path).map(it -> it.upTo()).orElse(0);
            return going(transcript) && path.contains(condensing.upTo()) && condensing.upTo() > told;
        }
    }

    private static boolean going(Transcript transcript) {
        return transcript.round().running() && transcript.open() == null && !transcript.deleted();
    }

    /** What a question came to: its answer, or why there is none. */
    record Outcome(String answer, boolean useful, String why, int tries, Usage usage) {}
}
