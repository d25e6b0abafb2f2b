package parley.http.chatsparty;

import java.util.List;
import java.util.Optional;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Rules;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.floor.Limit;
import parley.engine.floor.SpeakerRule;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelRef;

/**
 * Who is to answer, and by which rules. Of several, a model chooses who speaks and tells when there is no more to say:
 * the first of theirs that is a language model. Where there is none they speak in turn.
 */
record Company(List<Participant> participants, boolean several) {
    private static final String INSTRUCTION = """
        Choose whoever fits what was said last best; rather one who has been silent for long.\
        """;
    private static final String QUESTION = """
        Is the person's question answered, or do the speakers only repeat each other, or has somebody said goodbye?\
        """;
    private static final String LAST_WORDS = "end conversation";

    /** Both a question and an answer to it are there before anybody asks whether it is done. */
    private static final int JUDGED_EVERY = 2;

    Company {
        participants = List.copyOf(participants);
    }

    /** The rules of a room that opens with them. */
    Rules rules(UserId user, ChatModels models) {
        return several ? of(supervisor(models.of(user))) : alone();
    }

    /** The rules that a room must have before they can answer in it; empty where they will do. */
    Optional<Rules> otherRules(ConversationView room, UserId user, ChatModels models) {
        boolean unset = room.rules().equals(Rules.USUAL) && !room.running();
        boolean fits = several ? !unset && !one(room.rules()) : room.rules().equals(alone());
        return fits ? Optional.empty() : Optional.of(rules(user, models));
    }

    private Rules alone() {
        List<AgentId> order = participants.stream().map(Participant::agent).toList();
        return new Rules(new SpeakerRule.Scripted(order, true), null, WhenBusy.QUEUE, false, null);
    }

    private static boolean one(Rules rules) {
        return rules.speakers() instanceof SpeakerRule.Scripted it && it.order().size() == 1;
    }

    private static Rules of(Optional<ModelRef> supervisor) {
        Limit words = new Limit.Phrase(LAST_WORDS);
        return supervisor
                .map(it -> new Rules(
                        new SpeakerRule.Model(it, INSTRUCTION, SpeakerRule.Model.TRIES),
                        new Limit.Any(List.of(words, new Limit.Judged(it, QUESTION, JUDGED_EVERY))),
                        WhenBusy.QUEUE,
                        false,
                        null))
                .orElseGet(() -> new Rules(new SpeakerRule.RoundRobin(), words, WhenBusy.QUEUE, false, null));
    }

    private Optional<ModelRef> supervisor(ChatModels models) {
        return participants.stream()
                .map(it -> it.casting().model())
                .filter(it -> thinks(models, it))
                .findFirst();
    }

    private static boolean thinks(ChatModels models, ModelRef model) {
        try {
            return !models.info(model).demo();
        } catch (Refusal gone) {
            return false;
        }
    }
}
