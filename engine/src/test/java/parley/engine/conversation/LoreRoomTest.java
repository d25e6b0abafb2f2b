package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.util.List;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.llm.Prompt;
import parley.engine.lore.LoreFindings;
import parley.engine.lore.LoreMemory;

/** What a character's lorebook remembers lies in the room's journal, and so does every prompt. */
class LoreRoomTest {
    private static final String BOOK = """
        ,"system_prompt":"Speak as a pirate does.","character_book":{"scan_depth":1,"extensions":{},"entries":[
        {"keys":["dragon"],"content":"Dragons sleep by day.","enabled":true,"insertion_order":1,"extensions":{"sticky":4}},
        {"keys":["moon"],"content":"The moon is salt.","enabled":true,"insertion_order":2,"extensions":{"cooldown":6}}
        ]}\
        """;

    @AutoClose
    private static final House house = new House();

    private static ConversationId open(String id, String name) {
        ConversationId room = new ConversationId(id);
        now(house.conversations.open(
                room, ADA, "A room", List.of(RoleplayTest.character(new AgentId(name), BOOK)), Rules.USUAL));
        return room;
    }

    private static String system(ConversationId room, int turn) {
        Prompt prompt = now(house.conversations.receipt(room, ADA, turn))
                .attempts()
                .getLast()
                .prompt();
        return prompt == null ? "" : prompt.system();
    }

    private static LoreMemory lore(TurnStarted it) {
        Brief brief = it.brief();
        LoreMemory lore = brief == null ? null : brief.lore();
        return lore == null ? LoreMemory.NONE : lore;
    }

    private static List<String> reasons(Rehearsal it) {
        return it.written().staged().orElseThrow().trace().stream()
                .map(LoreFindings.Trace::reason)
                .toList();
    }

    private static void assertHolds(ConversationId room, int turns) {
        for (int turn = 1; turn <= turns; turn++)
            assertThat(now(house.conversations.receipt(room, ADA, turn)).attempts())
                    .as("turn " + turn)
                    .isNotEmpty()
                    .allMatch(Receipt.Attempt::proven);
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
    }

    /** As SillyTavern has it: an entry sticks and cools down for as many messages as it says, its own among them. */
    @Test
    void entries_stick_and_cool_down_over_the_death_of_the_room_and_every_prompt_can_be_proven() {
        ConversationId room = open("timed", "Mira");
        house.round(room, "m1", "A dragon under the moon!", 1);
        house.restart(room);
        house.round(room, "m2", "And cats?", 1);
        Rehearsal coming = now(house.conversations.prompt(room, ADA, null));
        house.round(room, "m3", "The moon again.", 1);
        house.restart(room);
        house.round(room, "m4", "And the moon once more.", 1);

        assertThat(system(room, 1))
                .contains(
                        "Speak as a pirate does.",
                        "Mira invents things.",
                        "Dragons sleep by day.",
                        "The moon is salt.");
        assertThat(system(room, 2)).contains("Dragons sleep by day.").doesNotContain("The moon is salt.");
        assertThat(system(room, 3)).doesNotContain("Dragons sleep by day.", "The moon is salt.");
        assertThat(system(room, 4)).contains("The moon is salt.").doesNotContain("Dragons sleep by day.");
        assertThat(reasons(now(house.conversations.prompt(room, ADA, 2)))).contains("sticky");
        assertThat(reasons(now(house.conversations.prompt(room, ADA, 3)))).contains("cooldown");
        assertThat(coming.written().staged().orElseThrow().trace()).hasSize(2);
        assertHolds(room, 4);
    }

    @Test
    void a_lost_attempt_and_the_one_after_it_are_asked_the_same_and_remember_once() {
        ConversationId room = open("lost", "Forgetful");
        house.models.answers.put("Forgetful", _ -> Source.never());
        now(house.conversations.say(room, ADA, "m1", "A dragon!", 1, null));
        house.watched(room, Cursor.START, TurnStarted.class::isInstance);
        house.models.answers.remove("Forgetful");
        house.restart(room);
        house.watched(room, Cursor.START, RoundEnded.class::isInstance);

        List<TurnStarted> attempts = house.journal(room, TurnStarted.class);
        assertThat(attempts).hasSize(2);
        assertThat(attempts)
                .extracting(LoreRoomTest::lore)
                .doesNotContain(LoreMemory.NONE)
                .containsOnly(lore(attempts.getFirst()));
        house.round(room, "m2", "And cats?", 1);
        assertThat(system(room, 2)).contains("Dragons sleep by day.");
        assertHolds(room, 2);
    }

    @Test
    void another_answer_to_the_same_message_is_asked_as_if_the_first_had_not_been() {
        ConversationId room = open("again", "Mira");
        house.round(room, "m1", "The moon!", 1);
        now(house.conversations.direct(room, ADA, new Direction.Regenerate(2, null)));
        house.watched(room, Cursor.START, it -> it instanceof RoundEnded end && end.round() == 2);

        assertThat(system(room, 2)).contains("The moon is salt.");
        assertHolds(room, 2);
    }
}
