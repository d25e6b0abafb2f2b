package parley.engine.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.Refusal;

/** Edits and forms of cards: what is not named stays. */
final class CardEditTest {
    private static final String SECOND =
            "{\"x_own\":[1,2],\"spec\":\"chara_card_v2\",\"spec_version\":\"2.0\",\"data\":{"
                    + "\"zeta\":0.1000000000000000055,\"name\":\"Mira\",\"description\":\"old\",\"big\":9007199254740993,"
                    + "\"extensions\":{\"deep\":{\"a\":1.10,\"b\":null}},\"alternate_greetings\":[\"hi\"]},\"after\":true}";

    @Test
    void an_edit_changes_its_field_and_leaves_the_rest_to_the_letter() {
        Card edited = Card.of(SECOND).with(json("{'description':'new'}"));

        assertThat(edited.json()).isEqualTo(SECOND.replace("\"old\"", "\"new\""));
    }

    @Test
    void an_edit_of_extensions_keeps_those_that_it_does_not_name() {
        Card edited = Card.of(SECOND).with(json("{'extensions':{'deep':{'c':2}}}"));

        assertThat(edited.json()).isEqualTo(SECOND.replace("\"b\":null", "\"b\":null,\"c\":2"));
    }

    @Test
    void null_empties_a_field_that_must_be_there_and_removes_another() {
        Card edited = Card.of(SECOND).with(json("{'description':null,'alternate_greetings':null,'zeta':null}"));

        assertThat(edited.json())
                .contains("\"description\":\"\"", "\"alternate_greetings\":[]")
                .doesNotContain("zeta");
    }

    @Test
    void a_card_of_version_1_stays_one_while_its_fields_are_enough() {
        Card edited = Card.of("{\"name\":\"One\",\"chat\":\"x\"}").with(json("{'description':'d'}"));

        assertThat(edited.json()).isEqualTo("{\"name\":\"One\",\"chat\":\"x\",\"description\":\"d\"}");
        assertThat(edited.data().version()).isEqualTo(1);
    }

    @Test
    void a_card_of_version_1_becomes_one_of_version_2_or_3_where_a_field_needs_it() {
        Card first = Card.of("{\"name\":\"One\",\"description\":\"d\",\"chat\":\"x\"}");

        Card second = first.with(json("{'system_prompt':'s'}"));
        Card third = second.with(json("{'nickname':'n'}"));

        assertThat(second.data().version()).isEqualTo(2);
        assertThat(second.data().systemPrompt()).isEqualTo("s");
        assertThat(second.data().description()).isEqualTo("d");
        assertThat(third.data().version()).isEqualTo(3);
        assertThat(third.data().called()).isEqualTo("n");
        assertThat(third.json()).contains("\"chat\":\"x\"", "\"group_only_greetings\":[]");
        assertThat(third.warnings()).isEmpty();
    }

    @Test
    void copies_at_the_top_are_kept_in_step_where_they_were() {
        String hybrid = "{\"spec\":\"chara_card_v2\",\"spec_version\":\"2.0\",\"name\":\"A\",\"description\":\"stale\","
                + "\"data\":{\"name\":\"A\",\"description\":\"d\"}}";

        Card edited = Card.of(hybrid).with(json("{'name':'B','description':'e'}"));

        assertThat(edited.json()).isEqualTo(hybrid.replace("\"A\"", "\"B\"").replace("\"d\"", "\"e\""));
    }

    @Test
    void a_field_of_pygmalion_is_changed_under_its_own_name() {
        Card edited =
                Card.of("{\"char_name\":\"Pyg\",\"char_persona\":\"p\"}").with(json("{'description':'q','name':''}"));

        assertThat(edited.json()).isEqualTo("{\"char_name\":\"\",\"char_persona\":\"q\"}");
    }

    @Test
    void refuses_an_edit_of_a_wrong_type() {
        Card card = Card.of(SECOND);

        for (String wrong : new String[] {
            "{'name':1}",
            "{'tags':'a'}",
            "{'tags':[1]}",
            "{'extensions':[]}",
            "{'character_book':'x'}",
            "{'spec':'x'}",
            "[]"
        }) {
            assertThatThrownBy(() -> card.with(json(wrong))).as(wrong).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void as_version_3_it_has_what_that_wants() {
        Card third = Card.of(SECOND).asV3(Instant.ofEpochSecond(1_700_000_000));

        assertThat(third.data().version()).isEqualTo(3);
        assertThat(third.warnings()).isEmpty();
        assertThat(third.json())
                .contains("\"group_only_greetings\":[]", "\"modification_date\":1700000000", "0.1000000000000000055")
                .contains("\"x_own\":[1,2]", "9007199254740993");
        assertThat(third.asV3(null)).isSameAs(third);
    }

    @Test
    void as_version_2_it_says_so_in_its_notes_and_has_no_decorators() {
        Card third = Card.of("{\"spec\":\"chara_card_v3\",\"spec_version\":\"3.0\",\"data\":{\"name\":\"T\","
                + "\"creator_notes\":\"by me\",\"group_only_greetings\":[],\"character_book\":{\"entries\":["
                + "{\"keys\":[\"a\"],\"content\":\"@@depth 2\\n@@@role user\\n\\nThe lamp @@hums.\"}]}}}");

        CardData second = third.asV2().data();

        assertThat(second.version()).isEqualTo(2);
        assertThat(second.creatorNotes()).contains("version 3").endsWith("by me");
        JsonNode book = Objects.requireNonNull(second.book());
        assertThat(book.path("entries").path(0).path("content").asText()).isEqualTo("The lamp @@hums.");
        assertThat(third.data().creatorNotes()).isEqualTo("by me");
    }

    @Test
    void half_characters_are_kept_as_escapes_and_shown_as_replaced() {
        Card raw = Card.of("{\"name\":\"a\uD800\",\"note\":\"\\udc00\"}");

        assertThat(raw.json()).isEqualTo("{\"name\":\"a\\ud800\",\"note\":\"\\udc00\"}");
        assertThat(raw.data().name()).isEqualTo("a\uFFFD");
        assertThat(raw.with(json("{'description':'d'}")).json())
                .isEqualTo("{\"name\":\"a\\ud800\",\"note\":\"\\udc00\",\"description\":\"d\"}");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(raw.json())).isTrue();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }
}
