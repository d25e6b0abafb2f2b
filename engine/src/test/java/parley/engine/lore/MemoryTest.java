package parley.engine.lore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a chat remembers of its lorebooks: cards.md 2.1 (11); Character Card V3, Decorators. */
final class MemoryTest {
    private static String storm(String content, String extensions) {
        return "{'comment':'s','keys':['storm'],'content':'" + content + "','extensions':{" + extensions + "}}";
    }

    /** For each chat, whether the entry was in; each with the memory of the one before. */
    private static List<Boolean> told(String entry, String... chats) {
        List<Boolean> told = new ArrayList<>();
        LoreMemory memory = LoreMemory.NONE;
        for (String chat : chats) {
            LoreFindings found =
                    Telling.of(entry).said(chat.split(",")).remembering(memory).found();
            told.add(found.trace().getFirst().in());
            memory = found.memory();
        }
        return told;
    }

    @Test
    void what_sticks_stays_in_for_so_many_messages() {
        assertThat(told(storm("S", "'sticky':3"), "storm", "storm,a,b", "storm,a,b,c", "storm,a,b,c,d"))
                .containsExactly(true, true, false, false);
    }

    @Test
    void what_sticks_says_so_and_is_drawn_no_more() {
        String entry = storm("S", "'sticky':9,'probability':50");
        for (int seed = 0; seed < 20; seed++) {
            LoreFindings first = Telling.of(entry).said("storm").seed(seed).found();
            LoreFindings later = Telling.of(entry)
                    .said("storm", "a", "b")
                    .seed(seed + 100)
                    .remembering(first.memory())
                    .found();
            assertThat(later.trace().getFirst().in())
                    .isEqualTo(first.trace().getFirst().in());
            if (first.trace().getFirst().in())
                assertThat(later.trace().getFirst().reason()).isEqualTo("sticky");
        }
    }

    @Test
    void what_stuck_cools_when_that_ends_counted_from_there() {
        String entry = storm("S", "'sticky':2,'cooldown':2");
        assertThat(told(
                        entry,
                        "storm",
                        "storm,storm",
                        "storm,storm,storm",
                        "storm,storm,storm,storm",
                        "storm,storm,storm,storm,storm"))
                .containsExactly(true, true, false, false, true);
    }

    @Test
    void another_answer_to_the_same_message_forgets_what_began_with_it() {
        assertThat(told(storm("S", "'sticky':5"), "storm", "calm")).containsExactly(true, false);
        assertThat(told(storm("S", "'cooldown':5"), "storm", "storm")).containsExactly(true, true);
        assertThat(told(storm("S", "'sticky':5"), "a,b,storm", "a,b")).containsExactly(true, false);
    }

    @Test
    void an_entry_that_was_edited_is_another_one() {
        LoreMemory memory =
                Telling.of(storm("S", "'cooldown':9")).said("storm").found().memory();
        Telling later = Telling.of(storm("S", "'cooldown':9")).said("storm", "a", "storm");
        assertThat(later.remembering(memory).reasons()).containsEntry("s", "cooldown");
        assertThat(Telling.of(storm("T", "'cooldown':9"))
                        .said("storm", "a", "storm")
                        .remembering(memory)
                        .in())
                .containsExactly("s");
    }

    @Test
    void a_delay_counts_messages_and_holds_for_constants_too() {
        String entry = "{'comment':'s','constant':true,'content':'S','extensions':{'delay':2}}";
        assertThat(told(entry, "a", "a,b")).containsExactly(false, true);
        assertThat(Telling.of(entry).said("a").reasons()).containsEntry("s", "delay");
    }

    @Test
    void what_is_to_stay_after_a_match_stays_for_ever() {
        assertThat(told(
                        storm("@@keep_activate_after_match\\nS", ""),
                        "a",
                        "a,storm",
                        "a,storm,b,c,d,e",
                        "a,b,c,d,e,f,g"))
                .containsExactly(false, true, true, true);
    }

    @Test
    void what_is_to_come_once_never_comes_again() {
        String entry = storm("@@dont_activate_after_match\\nS", "");
        assertThat(told(entry, "a", "a,storm", "a,storm,storm", "a,b,c,d,storm"))
                .containsExactly(false, true, false, false);
        assertThat(told(entry, "storm", "storm")).containsExactly(true, true);
    }

    @Test
    void nothing_is_remembered_of_entries_that_ask_for_nothing() {
        assertThat(Telling.of(storm("S", "")).said("storm").found().memory().entries())
                .isEmpty();
        assertThat(Telling.of(storm("S", "")).said("storm").found().memory().messages())
                .isEqualTo(1);
    }
}
