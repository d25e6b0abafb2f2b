package parley.engine.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CardPrintTest {
    private static String print(String json) {
        return CardPrint.of(Card.of(json.replace('\'', '"')));
    }

    @Test
    void a_card_is_the_same_however_it_is_spaced_and_sorted() {
        assertThat(print("{'name':'Mira','description':'d','first_mes':'\\u0041'}"))
                .isEqualTo(print("{ 'first_mes' : 'A',\n 'description':'d', 'name':'Mira' }"))
                .hasSize(64);
    }

    @Test
    void a_card_is_another_where_anything_in_it_is() {
        String one = "{'name':'Mira','description':'d','first_mes':'A','tags':['a','b']}";
        assertThat(print(one))
                .isNotEqualTo(print(one.replace("'d'", "'e'")))
                .isNotEqualTo(print(one.replace("['a','b']", "['b','a']")))
                .isNotEqualTo(print(one.replace("['a','b']", "['a\\\",\\\"b']")))
                .isNotEqualTo(print(one.replace("'tags'", "'marks'")));
    }
}
