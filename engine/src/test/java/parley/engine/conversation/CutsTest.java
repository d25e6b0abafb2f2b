package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import parley.engine.llm.Prompt;
import parley.engine.speech.Voice;

final class CutsTest {
    private static final Voice MARY = Voice.of("mary/elder");

    private static Prompt prompt(String prefill, String... lines) {
        List<Prompt.Line> said = List.of(lines).stream()
                .map(it -> new Prompt.Line(false, "Ada", it))
                .toList();
        return new Prompt("You are Mira.", said, "Mira", prefill, 100, 1);
    }

    @Test
    void cuts_in_the_language_that_the_room_spoke_last() {
        Prompt prompt = prompt(
                "", "What about tea? ".repeat(40), "Wir möchten jetzt lieber auf Deutsch weiterreden. ".repeat(13));

        assertThat(Cuts.of(prompt, MARY, true).language()).isEqualTo("de");
        assertThat(Cuts.of(prompt(""), MARY, true).language()).isEqualTo("und");
    }

    @Test
    void cuts_in_the_language_that_the_voice_was_given() {
        assertThat(Cuts.of(prompt("", "Guten Tag, wie geht es dir?"), Voice.of("mary/elder?language=fr"), true)
                        .language())
                .isEqualTo("fr");
    }

    @Test
    void begins_with_a_clause_only_what_is_heard_from_its_beginning() {
        assertThat(Cuts.of(prompt(""), MARY, true).earlyClause()).isTrue();
        assertThat(Cuts.of(prompt(""), MARY, false).earlyClause()).isFalse();
        assertThat(Cuts.of(prompt(""), Voice.NONE, true).earlyClause()).isFalse();
        assertThat(Cuts.of(prompt("Sure, "), MARY, true).earlyClause()).isFalse();
    }
}
