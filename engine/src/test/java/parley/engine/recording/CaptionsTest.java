package parley.engine.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.engine.recording.Timeline.Span;
import parley.engine.speech.Timing;
import parley.engine.speech.Voice;

/** Captions are where the sound is, and hold nothing that a player could take for something else. */
final class CaptionsTest {
    private static final Voice VOICE = Voice.of("mary/slt");
    private static final String LONG =
            "This is a sentence that goes on and on, well past what anybody could read at a glance, and which is"
                    + " therefore shown in pieces.";

    private static Script.Sentence said(String text, @Nullable Long millis) {
        return new Script.Sentence(text, millis);
    }

    private static Span seconds(int from, int to) {
        return new Span((long) from * Timeline.RATE, (long) to * Timeline.RATE);
    }

    @Test
    void sentences_lie_one_after_another_with_pauses_between_them() {
        Script script = new Script(List.of(
                new Script.Part(1, "Ann", VOICE, List.of(said("Tea?", 1000L), said("Or coffee?", 1500L))),
                new Script.Part(2, "Otto", VOICE, List.of(said("Tea.", 800L)))));

        List<Cue> cues = Cues.of(script, Mix.USUAL, Duration.ofHours(1));

        assertThat(cues)
                .containsExactly(
                        new Cue(0, 1000, "Ann", "Tea?"),
                        new Cue(1250, 2750, "Ann", "Or coffee?"),
                        new Cue(3250, 4050, "Otto", "Tea."));
        assertThat(Captions.VTT.written(cues)).startsWith("""
            WEBVTT

            00:00:00.000 --> 00:00:01.000
            <v Ann>Tea?

            00:00:01.250 --> 00:00:02.750
            <v Ann>Or coffee?

            """);
        assertThat(Captions.SRT.written(cues)).endsWith("3\n00:00:03,250 --> 00:00:04,050\nOtto: Tea.\n\n");
    }

    @Test
    void what_is_not_known_is_estimated_by_its_letters_and_the_speed_of_the_voice() {
        Voice quick = Voice.of("mary/slt?speed=2");
        Script.Sentence sentence = said("About four seconds are what this sentence should take, I guess.", null);
        Script slow = new Script(List.of(new Script.Part(1, "Ann", VOICE, List.of(sentence))));
        Script fast = new Script(List.of(new Script.Part(1, "Ann", quick, List.of(sentence))));

        long usual = Cues.of(slow, Mix.USUAL, Duration.ofHours(1)).getFirst().to();

        assertThat(usual).isBetween(3000L, 6000L);
        assertThat(Cues.of(fast, Mix.USUAL, Duration.ofHours(1)).getFirst().to())
                .isBetween(usual / 2, usual * 2 / 3);
    }

    @Test
    void nothing_comes_after_the_longest_length() {
        Timeline timeline = new Timeline(new Mix(Mix.Format.WAV, 1000, 2000, 250, 500), Duration.ofSeconds(10));

        assertThat(timeline.place(1, Timeline.samples(6500))).contains(new Span(24_000, 180_000));
        assertThat(timeline.place(2, Timeline.samples(1))).isEmpty();
        assertThat(timeline.full()).isTrue();
        assertThat(timeline.length()).isEqualTo(Timeline.samples(9500));
    }

    @Test
    void a_long_sentence_is_cut_where_its_words_are_heard() {
        List<String> words = List.of(LONG.split(" ", -1));
        List<Timing.Word> times = IntStream.range(0, words.size())
                .mapToObj(it -> new Timing.Word(words.get(it), it * 0.5, 0.4))
                .toList();

        List<Cue> cues = Cues.of("Ann", LONG, seconds(10, 30), new Timing(Timing.Basis.WORDS, times, List.of()));

        assertThat(cues).hasSize(2);
        int first = cues.getFirst().text().split(" ", -1).length;
        assertThat(cues.getFirst()).matches(it -> it.from() == 10_000 && it.to() == 10_000 + first * 500L);
        assertThat(cues.getLast()).matches(it -> it.from() == cues.getFirst().to() && it.to() == 30_000);
        assertThat(cues.getFirst().text() + " " + cues.getLast().text()).isEqualTo(LONG);
    }

    @Test
    void a_long_sentence_without_word_times_or_without_spaces_is_cut_by_its_letters() {
        for (String text : List.of(LONG, "茶".repeat(100), "🍵a".repeat(60))) {
            List<Cue> cues = Cues.of("Ann", text, seconds(0, 20), Timing.NONE);
            assertThat(cues).as(text).hasSizeGreaterThan(1);
            for (int at = 1; at < cues.size(); at++)
                assertThat(cues.get(at).from()).isEqualTo(cues.get(at - 1).to());
            assertThat(cues.getLast().to()).isEqualTo(20_000);
            assertThat(String.join(
                            "",
                            cues.stream().map(it -> it.text().replace(" ", "")).toList()))
                    .isEqualTo(text.replace(" ", ""));
            assertThat(cues)
                    .allMatch(it -> it.text().codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
        }
    }

    @Test
    void no_text_can_look_like_a_time_a_tag_or_the_end_of_a_cue() {
        List<Cue> cues =
                List.of(new Cue(0, 3_600_000, "A<b> & Co\n\nX", "1 < 2 --> <i>so</i>\n\n00:00 {\\an8} &amp; a<b"));

        String vtt = Captions.VTT.written(cues);
        String srt = Captions.SRT.written(cues);

        assertThat(vtt)
                .isEqualTo(
                        "WEBVTT\n\n00:00:00.000 --> 01:00:00.000\n<v A&lt;b&gt; &amp; Co X>1 &lt; 2 --&gt; &lt;i&gt;so"
                                + "&lt;/i&gt; 00:00 {\\an8} &amp;amp; a&lt;b\n\n");
        assertThat(srt)
                .isEqualTo(
                        "1\n00:00:00,000 --> 01:00:00,000\nA‹b> & Co X: 1 < 2 → ‹i>so‹/i> 00:00 (\\an8} &amp; a‹b\n\n");
    }
}
