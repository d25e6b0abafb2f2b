package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;
import static parley.engine.conversation.House.refused;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.card.Card;
import parley.engine.conversation.ConversationEvent.Greeted;
import parley.engine.conversation.ConversationEvent.Introduced;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

/** Characters in a room: how they greet, whom they talk to, and what their models are told. */
class RoleplayTest {
    private static final AgentId MIRA = new AgentId("Mira");
    private static final AgentId OTTO = new AgentId("Otto");

    @AutoClose
    private static final House house = new House();

    /** A character whose card has all kinds of greetings. */
    static Participant character(AgentId agent, String more) {
        Card card = Card.of("""
            {"spec":"chara_card_v3","spec_version":"3.0","data":{"name":"%s","description":"%s invents things.",
            "first_mes":"Hello, {{user}}! I am {{char}}.","alternate_greetings":["Oh. You again, {{user}}?",""],
            "group_only_greetings":["Quiet, all of you!"]%s}}\
            """.formatted(agent, agent, more));
        return new Participant(
                agent,
                new Casting(
                        agent.value(),
                        new Persona.Carded(card, null),
                        new ModelRef("test", agent.value()),
                        Voice.NONE));
    }

    private static ConversationId open(String id, Participant... seats) {
        ConversationId room = new ConversationId(id);
        now(house.conversations.open(room, ADA, "A room", List.of(seats), Rules.USUAL));
        return room;
    }

    private static ConversationView greet(ConversationId room, AgentId agent, int greeting) {
        return now(house.conversations.direct(room, ADA, new Direction.Greet(agent, greeting)));
    }

    private static ConversationView introduce(ConversationId room, String name) {
        return now(house.conversations.direct(room, ADA, new Direction.Introduce(name, name + " is tall.")));
    }

    @Test
    void a_character_greets_first_and_another_greeting_stands_beside_it_and_goes_on() {
        ConversationId room = open("greeted", character(MIRA, ""));
        introduce(room, "Ada");

        assertThat(greet(room, MIRA, 0).lines()).singleElement().satisfies(it -> {
            assertThat(it.text()).isEqualTo("Hello, Ada! I am Mira.");
            assertThat(it.agent()).isEqualTo(MIRA);
        });
        ConversationView other = greet(room, MIRA, 1);
        assertThat(other.lines()).singleElement().satisfies(it -> {
            assertThat(it.text()).isEqualTo("Oh. You again, Ada?");
            assertThat(it.alternatives()).containsExactly(1, 2);
        });
        assertThat(other.greeting()).isEqualTo(1);

        house.restart(room);
        ConversationView back = greet(room, MIRA, 0);
        assertThat(back.greeting()).isZero();
        assertThat(house.journal(room, Greeted.class))
                .as("what was said once is only chosen again")
                .hasSize(2);
        assertThat(greet(room, MIRA, 0)).isEqualTo(back);
    }

    @Test
    void nobody_greets_after_a_person_has_spoken_but_the_same_request_again_is_answered_alike() {
        ConversationId room = open("spoken", character(MIRA, ""));
        greet(room, MIRA, 0);
        house.round(room, "m1", "Hi", 1);

        refused(Refusal.Kind.CONFLICT, () -> house.conversations.direct(room, ADA, new Direction.Greet(MIRA, 1)));
        assertThat(greet(room, MIRA, 0).lines()).hasSize(3);
        assertThat(house.texts(room)).containsExactly("Hello, User! I am Mira.", "Hi", "I am Mira. I have spoken.");
    }

    @Test
    void greetings_that_are_not_there_and_agents_without_a_card_are_refused() {
        ConversationId room = open("ungreeted", character(MIRA, ""), House.seat("Bob", Voice.NONE));

        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.direct(room, ADA, new Direction.Greet(MIRA, 2)));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.direct(room, ADA, new Direction.Greet(MIRA, 4)));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.direct(room, ADA, new Direction.Greet(OTTO, 0)));
        refused(
                Refusal.Kind.CONFLICT,
                () -> house.conversations.direct(room, ADA, new Direction.Greet(new AgentId("Bob"), 0)));
    }

    /** Specification of V3, group_only_greetings. */
    @Test
    void greetings_for_groups_follow_after_the_others_and_only_in_groups() {
        ConversationId alone = open("alone", character(MIRA, ""));
        ConversationId group = open("group", character(MIRA, ""), character(OTTO, ""));

        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.direct(alone, ADA, new Direction.Greet(MIRA, 3)));
        assertThat(greet(group, MIRA, 3).lines().getFirst().text()).isEqualTo("Quiet, all of you!");
    }

    @Test
    void a_greeting_in_other_words_is_still_that_greeting() {
        ConversationId room = open("reworded", character(MIRA, ""));
        greet(room, MIRA, 1);
        ConversationView edited = now(house.conversations.direct(room, ADA, new Direction.Edit(1, "You.", 1)));

        assertThat(edited.lines())
                .singleElement()
                .satisfies(it -> assertThat(it.text()).isEqualTo("You."));
        assertThat(edited.greeting()).isEqualTo(1);
    }

    @Test
    void who_the_person_is_counts_from_the_end_of_the_running_turn_and_every_prompt_can_be_proven() {
        ConversationId room = open("introduced", character(new AgentId("Gate"), ""));
        var gate = house.models.gate("Gate");
        introduce(room, "Ada");
        now(house.conversations.say(room, ADA, "m1", "Who am I?", 1, null));
        assertThat(introduce(room, "Bea").person()).isEqualTo(new Person("Bea", "Bea is tall."));
        gate.open("You are who you are.");
        house.watched(room, Cursor.START, RoundEnded.class::isInstance);
        house.restart(room);
        house.round(room, "m2", "And now?", 1);
        introduce(room, "Bea");

        assertThat(house.journal(room, Introduced.class)).hasSize(2);
        assertThat(Stream.of(1, 2)
                        .flatMap(turn -> now(house.conversations.receipt(room, ADA, turn)).attempts().stream()))
                .hasSize(2)
                .allMatch(Receipt.Attempt::proven);
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
    }

    @Test
    void a_persons_name_and_description_have_limits() {
        ConversationId room = open("limits", character(MIRA, ""));

        refused(
                Refusal.Kind.INVALID,
                () -> house.conversations.direct(room, ADA, new Direction.Introduce("x".repeat(101), "")));
        refused(
                Refusal.Kind.INVALID,
                () -> house.conversations.direct(room, ADA, new Direction.Introduce("x", "x".repeat(8_001))));
        refused(Refusal.Kind.INVALID, () -> house.conversations.direct(room, ADA, new Direction.Introduce(" ", "")));
    }

    @Test
    void the_coming_turns_prompt_is_shown_as_its_model_is_then_asked_and_nothing_is_recorded() {
        ConversationId room = open("inspected", character(MIRA, ""), character(OTTO, ""));
        greet(room, MIRA, 0);
        int before = house.journal(room).size();

        Rehearsal coming = now(house.conversations.prompt(room, ADA, OTTO));
        assertThat(house.journal(room)).hasSize(before);
        now(house.conversations.direct(room, ADA, new Direction.Call(OTTO)));
        house.watched(room, Cursor.START, RoundEnded.class::isInstance);

        assertThat(house.models.asked).last().isEqualTo(coming.written().prompt());
        Rehearsal past = now(house.conversations.prompt(room, ADA, 1));
        assertThat(past.written().prompt()).isEqualTo(coming.written().prompt());
        assertThat(past.input()).isEqualTo(coming.input()).isPositive();
        assertThat(past.speaker()).isEqualTo(OTTO);
        assertThat(now(house.conversations.prompt(room, ADA, null)).speaker())
                .as("whoever sits after Otto")
                .isEqualTo(MIRA);
    }

    @Test
    void only_the_owner_sees_a_prompt_and_only_of_whom_and_what_there_is() {
        ConversationId room = open("private", character(MIRA, ""));
        UserId bob = new UserId("bob");

        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.prompt(room, bob, MIRA));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.prompt(room, ADA, OTTO));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.prompt(room, ADA, 1));
    }

    @Test
    void a_room_shows_its_cards_in_short_and_keeps_them_whole() {
        Participant mira = character(MIRA, ",\"extensions\":{\"secret\":\"" + "s".repeat(1_000) + "\"}");
        ConversationId room = open("short", mira);

        Participant shown =
                now(house.conversations.view(room, ADA)).participants().getFirst();
        assertThat(shown.casting().persona()).isInstanceOfSatisfying(Persona.Carded.class, it -> {
            assertThat(it.card().data().description()).isEqualTo("Mira invents things.");
            assertThat(it.card().json()).doesNotContain("secret");
        });
        assertThat(house.journal(room, ConversationEvent.Opened.class))
                .singleElement()
                .satisfies(it -> assertThat(it.participants()).containsExactly(mira));
    }
}
