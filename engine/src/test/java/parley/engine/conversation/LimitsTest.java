package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationEvent.Condensed;
import parley.engine.conversation.ConversationEvent.Judged;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.SpeakerProposed;
import parley.engine.conversation.ConversationEvent.TurnCompleted;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.floor.Limit;
import parley.engine.floor.SpeakerRule;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

/** A round ends exactly where its rules say, whatever its process goes through. */
class LimitsTest {
    private static final ModelRef JUDGE = new ModelRef("test", "Judge");
    private static final ModelRef CHAIR = new ModelRef("test", "Chair");

    @AutoClose
    private static final House house = new House();

    @Test
    void the_turns_of_the_rules_end_a_round_before_the_turns_asked_for() {
        ConversationId room = house.open("turns", until(new Limit.Turns(3)), "Ann", "Bob");
        RoundEnded end = ended(room, 10);
        assertThat(end.limit()).isEqualTo("turns");
        assertThat(completed(room)).isEqualTo(3);
    }

    @Test
    void tokens_bound_the_last_answer_too() {
        house.models.answers.put(
                "Wordy", it -> Scripts.saying("word ".repeat(it.maxTokens()).split("(?<= )")));
        ConversationId room = house.open("tokens", until(new Limit.Tokens(250)), "Wordy");
        RoundEnded end = ended(room, 10);
        assertThat(end.limit()).isEqualTo("tokens");
        assertThat(house.journal(room, TurnCompleted.class))
                .extracting(it -> it.usage().outputTokens())
                .containsExactly(200L, 50L);
    }

    @Test
    void credits_are_never_passed() {
        house.models.answers.put(
                "Wordy", it -> Scripts.saying("word ".repeat(it.maxTokens()).split("(?<= )")));
        ConversationId room = house.open("credits", until(new Limit.Credits(4)), "Wordy");
        RoundEnded end = ended(room, 10);
        assertThat(end.limit()).isEqualTo("credits");
        long spent = house.journal(room, TurnCompleted.class).stream()
                .mapToLong(TurnCompleted::credits)
                .sum();
        assertThat(spent).isPositive().isLessThanOrEqualTo(4);
    }

    @Test
    void time_stops_the_one_who_speaks() {
        house.models.endless("Endless");
        ConversationId room = house.open("time", until(new Limit.Time(Duration.ofSeconds(1))), "Endless");
        RoundEnded end = ended(room, 10);
        assertThat(end.limit()).isEqualTo("time");
        assertThat(house.journal(room, ConversationEvent.TurnStopped.class)).hasSize(1);
    }

    @Test
    void a_word_ends_it() {
        house.models.answers.put("Closer", _ -> Scripts.saying("That is all, ", "GOOD NIGHT."));
        ConversationId room = house.open("word", until(new Limit.Phrase("good night")), "Ann", "Closer");
        assertThat(ended(room, 10).limit()).isEqualTo("phrase");
        assertThat(completed(room)).isEqualTo(2);
    }

    @Test
    void repeating_oneself_ends_it() {
        ConversationId room = house.open("parrots", until(new Limit.Repetition(0.9, 1)), "Ann");
        assertThat(ended(room, 10).limit()).isEqualTo("repetition");
        assertThat(completed(room)).isEqualTo(2);
    }

    @Test
    void a_judge_ends_it_and_its_word_is_on_record() {
        house.models.answers.put(
                "Judge",
                it -> Scripts.saying("{\"done\": " + (it.toString().contains("I am Bob") ? "true" : "false") + "}"));
        ConversationId room =
                house.open("judged", until(new Limit.Judged(JUDGE, Limit.Judged.QUESTION, 1)), "Ann", "Bob");
        assertThat(ended(room, 10).limit()).isEqualTo("judged");
        assertThat(house.journal(room, Judged.class)).extracting(Judged::done).containsExactly(false, true);
    }

    @Test
    void a_model_chooses_who_speaks_and_a_malformed_choice_is_made_visibly_without_it() {
        house.models.answers.put(
                "Chair",
                it -> it.toString().contains("I am Bob")
                        ? Scripts.saying("Bob or Ann, I think")
                        : Scripts.saying("{\"speaker\": \"Bob\"}"));
        Rules chaired = new Rules(new SpeakerRule.Model(CHAIR, "Be fair.", 2), null, WhenBusy.REJECT, false, null);
        ConversationId room = house.open("chaired", chaired, "Ann", "Bob", "Cid");
        ended(room, 2);

        List<SpeakerProposed> proposed = house.journal(room, SpeakerProposed.class);
        assertThat(proposed.get(0).speaker()).isEqualTo(new AgentId("Bob"));
        assertThat(proposed.get(0).why().insteadOf()).isNull();
        assertThat(proposed.get(1).speaker()).isNotEqualTo(new AgentId("Bob"));
        assertThat(proposed.get(1).why().insteadOf()).isEqualTo("model");
        assertThat(proposed.get(1).asked())
                .isNotNull()
                .satisfies(it -> assertThat(it.tries()).isEqualTo(2));
    }

    @Test
    void what_falls_out_of_the_window_is_condensed_once_and_the_prompts_can_still_be_proven() {
        house.models.answers.put(
                "Small",
                it -> it.speaker().equals("Small")
                        ? Scripts.saying("Once more about the sea and the wind. ".repeat(12))
                        : Scripts.saying("They spoke of the sea."));
        ConversationId room = house.open("condensed", "Small");
        ended(room, 12);

        List<Condensed> condensed = house.journal(room, Condensed.class);
        assertThat(condensed).isNotEmpty();
        assertThat(condensed).extracting(Condensed::upTo).isSorted().doesNotHaveDuplicates();
        for (int turn = 1; turn <= 12; turn++)
            assertThat(now(house.conversations.receipt(room, ADA, turn)).attempts())
                    .allMatch(Receipt.Attempt::proven);
    }

    /** The process dies in the last turn that the limit leaves, at every length. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void a_limit_holds_exactly_over_a_death_one_turn_before_it(int turns) {
        ConversationId room = new ConversationId("dead-before-" + turns);
        List<Object> events = new ArrayList<>();
        Instant then = Instant.parse("2026-11-20T12:00:00Z");
        events.add(new ConversationEvent.Opened(
                ADA, "A room", List.of(House.seat("Ann", Voice.NONE), House.seat("Bob", Voice.NONE)), then));
        events.add(new ConversationEvent.RulesSet(until(new Limit.Turns(turns)), then));
        events.add(new ConversationEvent.MessageSaid("m1", ADA, "Hello", then));
        events.add(new ConversationEvent.RoundStarted(1, 100, then));
        IntStream.rangeClosed(1, turns)
                .forEach(turn -> events.addAll(RecoveryTest.turn(room, turn, turn == turns, then)));
        house.journal.persistForRecovery(Conversation.persistenceId(room).id(), events);

        house.conversations.wake(room);
        house.watched(room, Cursor.START, it -> it instanceof RoundEnded);

        assertThat(completed(room)).isEqualTo(turns);
        assertThat(house.journal(room, TurnStarted.class)).hasSize(turns + 1);
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
    }

    private static Rules until(@Nullable Limit limit) {
        return new Rules(new SpeakerRule.RoundRobin(), limit, WhenBusy.REJECT, false, null);
    }

    private static RoundEnded ended(ConversationId room, int turns) {
        return house.round(room, "m1", "Hello", turns);
    }

    private static long completed(ConversationId room) {
        return house.journal(room, TurnCompleted.class).size();
    }
}
