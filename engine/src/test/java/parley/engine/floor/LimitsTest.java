package parley.engine.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.llm.ModelRef;

/** When a round has had enough, limit by limit. */
class LimitsTest {
    private static final Limit.Judged JUDGED = new Limit.Judged(ModelRef.DEFAULT, "Done?", 2);
    private static final String LONG = "The river bends twice before the mill, and there we shall meet at dawn.";

    private final Table table = Table.of("Ada", "Bob", "Cleo")
            .says("Max", "Begin!")
            .says("Ada", "Before.")
            .round();

    @Test
    void turns_are_counted_from_the_beginning_of_the_round() {
        Limit limit = new Limit.Turns(2);
        assertReached(limit, false);
        assertReached(limit, says("Ada", "One."), false);
        assertReached(limit, says("Bob", "Two."), true);
        assertThat(limit.reached(table.floor())).contains(new Limit.Reached("turns", "the round has had its turns: 2"));
        assertReached(limit, table.round(), false);
    }

    @Test
    void everyone_means_as_many_turns_as_there_are_seats_and_again() {
        Limit limit = new Limit.Everyone(2);
        for (int turn = 0; turn < 5; turn++) says("Ada", "Hm.");
        assertReached(limit, false);
        assertReached(limit, says("Ada", "Hm."), true);
        table.sits("Dora");
        assertReached(limit, false);
        assertReached(limit, table.mute("Bob"), true);
    }

    @Test
    void tokens_credits_and_time_are_reached_to_the_last_one() {
        List<Limit> limits =
                List.of(new Limit.Tokens(100), new Limit.Credits(30), new Limit.Time(Duration.ofSeconds(10)));
        table.spent(99, 29, Duration.ofMillis(9_999));
        for (Limit limit : limits) assertReached(limit, false);
        table.spent(1, 1, Duration.ofMillis(1));
        assertThat(limits.stream().map(it -> it.reached(table.floor()).orElseThrow()))
                .containsExactly(
                        new Limit.Reached("tokens", "the round has written its tokens: 100"),
                        new Limit.Reached("credits", "the round has cost its credits: 30"),
                        new Limit.Reached("time", "the round has run its time: PT10S"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"We are THE  END, my friend.", "the\nend", "...the end", "“The end.”"})
    void a_phrase_is_heard_in_whole_words_and_any_case(String text) {
        assertReached(new Limit.Phrase("The end"), says("Bob", text), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"The ending is near.", "Bathe end.", "The very end.", "the, end", "end", ""})
    void a_phrase_is_not_heard_in_parts_of_words(String text) {
        assertReached(new Limit.Phrase("the end"), says("Bob", text), false);
    }

    @Test
    void a_phrase_counts_when_an_agent_says_it_in_this_round() {
        Limit limit = new Limit.Phrase("[DONE]");
        says("Bob", "All is [done] now.");
        assertReached(limit, true);
        assertReached(limit, table.round(), false);
        assertReached(limit, says("Max", "Say [DONE] when you are done."), false);
    }

    @Test
    void the_round_ends_when_somebody_is_addressed() {
        Limit limit = new Limit.Mention("Max");
        assertReached(limit, says("Ada", "Max is a nice name, and Maxine too."), false);
        assertReached(limit, says("Max", "Max: that is me. @Max"), false);
        assertReached(limit, says("Bob", "Which do you prefer, Max?"), true);
        assertThat(limit.reached(table.floor())).contains(new Limit.Reached("mention", "Max was addressed"));
        assertReached(limit, table.round(), false);
    }

    @Test
    void a_first_name_that_sits_here_is_not_taken_for_somebody_else() {
        assertReached(new Limit.Mention("Ada Byron"), says("Bob", "@Ada?"), false);
        assertReached(new Limit.Mention("Max Byron"), says("Bob", "@Max?"), true);
        assertReached(new Limit.Mention("bob"), says("Ada", "@Bob?"), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "...", "…", "(silence)", "*Silence.*", "[silence]", "—", "?!", "\u200B", "~"})
    void turns_that_say_nothing_are_silence(String text) {
        Limit limit = new Limit.Silence(2);
        assertReached(limit, says("Ada", "Hm.").says("Bob", text), false);
        assertReached(limit, says("Cleo", text), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hm.", "Silence!", "(silence falls)", "👍", "0", "…no"})
    void turns_that_say_something_are_no_silence(String text) {
        assertReached(new Limit.Silence(1), says("Ada", text), false);
    }

    @Test
    void a_word_between_breaks_the_silence_and_so_does_the_next_round() {
        Limit limit = new Limit.Silence(2);
        says("Ada", "...").says("Max", "...?").says("Bob", "...");
        assertReached(limit, false);
        assertReached(limit, says("Ada", "...").round().says("Ada", "..."), false);
    }

    @Test
    void a_reply_that_was_said_before_is_a_repetition_whoever_said_it() {
        Limit limit = new Limit.Repetition(0.9, 1);
        assertReached(limit, says("Ada", LONG).says("Bob", "Yes, the mill is a fine place for that."), false);
        assertReached(limit, says("Cleo", LONG.toUpperCase(Locale.ROOT) + " !!"), true);
        assertReached(limit, table.round().says("Ada", LONG), false);
    }

    @Test
    void likeness_is_the_share_of_runs_that_both_have() {
        assertThat(Likeness.of("abcdefghij").to(Likeness.of("ABCDE  fghi"))).isEqualTo(5 / 6.0);
        assertThat(Likeness.of("abcd").to(Likeness.of("abcd"))).isEqualTo(1);
        assertThat(Likeness.of("").to(Likeness.of("..."))).isZero();
        assertThat(Likeness.of("one").to(Likeness.of("two"))).isZero();
    }

    @Test
    void a_repetition_may_be_allowed_so_many_times() {
        Limit limit = new Limit.Repetition(0.9, 3);
        says("Ada", LONG).says("Bob", LONG).says("Cleo", LONG);
        assertReached(limit, false);
        assertReached(limit, says("Ada", LONG), true);
    }

    @Test
    void two_who_say_the_same_pair_again_go_round_in_circles() {
        Limit limit = new Limit.Repetition(0.9, 10);
        says("Ada", "After you!").says("Bob", "No, please, after you.").says("Ada", "After you!");
        assertReached(limit, false);
        assertReached(limit, says("Bob", "No, please, after you."), true);
        assertReached(limit, says("Cleo", "Stop it."), false);
    }

    @Test
    void long_replies_are_compared_in_passing() {
        Limit limit = new Limit.Repetition(0.9, 30);
        SplittableRandom random = new SplittableRandom(1);
        for (int reply = 0; reply < 60; reply++)
            says(
                    "Ada",
                    random.ints(200_000, 32, 127)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString());
        assertReached(limit, false);
    }

    @Test
    void the_judge_is_asked_every_so_many_turns_until_it_says_done() {
        assertThat(JUDGED.wantsJudge(table.floor())).isFalse();
        assertThat(JUDGED.wantsJudge(says("Ada", "One.").floor())).isFalse();
        assertThat(JUDGED.wantsJudge(says("Ada", "Two.").floor())).isTrue();
        assertThat(JUDGED.wantsJudge(table.judged(false).floor())).isFalse();
        assertThat(JUDGED.wantsJudge(says("Ada", "Three.").floor())).isFalse();
        assertThat(JUDGED.wantsJudge(says("Ada", "Four.").floor())).isTrue();
        assertReached(JUDGED, false);
        assertThat(JUDGED.wantsJudge(table.judged(true).floor())).isFalse();
        assertThat(JUDGED.reached(table.floor())).contains(new Limit.Reached("judged", "the model said so"));
    }

    @Test
    void the_judge_is_not_asked_where_its_word_would_change_nothing() {
        says("Ada", "One.").says("Bob", "Two.");
        assertThat(new Limit.Any(List.of(new Limit.Turns(2), JUDGED)).wantsJudge(table.floor()))
                .isFalse();
        assertThat(new Limit.All(List.of(new Limit.Turns(3), JUDGED)).wantsJudge(table.floor()))
                .isFalse();
        assertThat(new Limit.Any(List.of(new Limit.Turns(3), JUDGED)).wantsJudge(table.floor()))
                .isTrue();
        assertThat(new Limit.All(List.of(new Limit.Turns(2), JUDGED)).wantsJudge(table.floor()))
                .isTrue();
        assertThat(new Limit.Turns(9).wantsJudge(table.floor())).isFalse();
    }

    @Test
    void the_judge_is_found_wherever_it_stands() {
        assertThat(new Limit.Any(List.of(new Limit.Turns(2), new Limit.All(List.of(JUDGED)))).judge())
                .contains(JUDGED);
        assertThat(new Limit.Any(List.of(new Limit.Turns(2))).judge()).isEmpty();
    }

    @Test
    void any_is_reached_with_the_first_and_all_with_the_last() {
        List<Limit> both = List.of(new Limit.Turns(2), new Limit.Phrase("enough"));
        says("Ada", "One.").says("Bob", "Two.");
        assertThat(new Limit.Any(both).reached(table.floor()))
                .contains(new Limit.Reached("turns", "the round has had its turns: 2"));
        assertReached(new Limit.All(both), false);
        assertThat(new Limit.All(both).reached(says("Ada", "Enough!").floor()))
                .contains(new Limit.Reached("all", "the round has had its turns: 2, and somebody said \"enough\""));
    }

    @Test
    void what_is_left_is_the_least_of_any_and_the_most_of_all() {
        table.spent(10, 4, Duration.ofSeconds(3));
        Limit hundred = new Limit.Tokens(100);
        Limit any = new Limit.Any(List.of(hundred, new Limit.Tokens(50), new Limit.Credits(5), new Limit.Turns(1)));
        Limit all = new Limit.All(List.of(hundred, new Limit.Tokens(50)));
        assertThat(any.tokensLeft(table.floor())).isEqualTo(40);
        assertThat(any.creditsLeft(table.floor())).isEqualTo(1);
        assertThat(any.timeLeft(table.floor())).isEmpty();
        assertThat(all.tokensLeft(table.floor())).isEqualTo(90);
        assertThat(new Limit.All(List.of(hundred, new Limit.Turns(5))).tokensLeft(table.floor()))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(new Limit.Tokens(5).tokensLeft(table.floor())).isZero();
        assertThat(new Limit.Time(Duration.ofSeconds(10)).timeLeft(table.floor()))
                .contains(Duration.ofSeconds(7));
        assertThat(new Limit.Time(Duration.ofSeconds(2)).timeLeft(table.floor()))
                .contains(Duration.ZERO);
    }

    private Table says(String name, String text) {
        return table.says(name, text);
    }

    private void assertReached(Limit limit, boolean expected) {
        assertReached(limit, table, expected);
    }

    private static void assertReached(Limit limit, Table table, boolean expected) {
        assertThat(limit.reached(table.floor()).isPresent()).isEqualTo(expected);
    }
}
