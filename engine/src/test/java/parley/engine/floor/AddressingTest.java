package parley.engine.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a text addresses. */
class AddressingTest {
    private static final List<String> PEOPLE = List.of(
            "Ada",
            "Ann",
            "Ann Lee",
            "Bob Stone",
            "Eve Hill",
            "Eve Wood",
            "Dr. Who",
            "R2-D2",
            "Zoë",
            "小明",
            "Ольга",
            "İpek");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "@Ada what do you think?                  | Ada",
                "What do you think, @ADA? And @zoë?       | Ada, Zoë",
                "@Zoe?                                    | ",
                "ask (@ada)!                              | Ada",
                "**@Ada**: yes                            | Ada",
                "＠Ada ok                                 | Ada",
                "@Ann Lee, hello                          | Ann Lee",
                "@Ann, Lee is a place                     | Ann",
                "@\"Ann Lee\" hello                       | Ann Lee",
                "@“bob stone” hello                       | Bob Stone",
                "@\"Bob Stone hello                       | ",
                "@Bob hello                               | Bob Stone",
                "@Eve hello                               | ",
                "@Eve Wood hello                          | Eve Wood",
                "@Adam @Adas @Ada_2 @Ada-Marie            | ",
                "@Ada's idea, or @Dr. Who's               | Ada, Dr. Who",
                "mail ada@ann.org or x@Ada                | ",
                "write to @ Ada now                        | ",
                "@r2-d2 beep                              | R2-D2",
                "@小明你好                                 | 小明",
                "小明，你觉得呢？                            | 小明",
                "你觉得呢，小明？                            | 小明",
                "小明白                                    | ",
                "Ольга, привет                            | Ольга",
                "ОЛЬГА: привет                            | Ольга",
                "Ada, what do you think?                  | Ada",
                "ada: what do you think?                  | Ada",
                "Ada! Look!                               | Ada",
                "Ada?                                     | Ada",
                "Ada                                      | Ada",
                "Ada - look!                              | Ada",
                "Ada thinks so, too.                      | ",
                "Adam, what do you think?                 | ",
                "Ada-Marie, what do you think?            | ",
                "**Ada**, what do you think?              | Ada",
                "“Ada, look!” said he.                    | Ada",
                "Hi Ada, how are you?                     | Ada",
                "Hello, Bob! Good day.                    | Bob Stone",
                "Ada and Bob, what do you think?          | Ada, Bob Stone",
                "Ada, Zoë & Bob: your turn                | Ada, Zoë, Bob Stone",
                "I agree. Ada, and you?                   | Ada",
                "I agree, Ada.                            | Ada",
                "I agree, Dr. Who!                        | Dr. Who",
                "Do you agree, Ada? I do not.             | Ada",
                "What do you say, Ada and Zoë?            | Ada, Zoë",
                "What about Bob, Ada?                     | Ada",
                "I met Ada, Bob and Zoë.                  | ",
                "I met Bob and Ada.                       | ",
                "I agree with Ada.                        | ",
                "I agree, Ada is right.                   | ",
                "                                         | ",
            })
    void the_addressed_are_found(String text, String expected) {
        List<Integer> found = Addressing.of(PEOPLE).in(text == null ? "" : text);
        assertThat(found.stream().map(PEOPLE::get).collect(Collectors.joining(", ")))
                .isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void a_name_begins_each_line_of_several() {
        assertThat(Addressing.of(PEOPLE).in("Well\nAda, look\nHe is here, Bob\nNo"))
                .containsExactly(0, 3);
    }

    @Test
    void namesakes_are_addressed_together() {
        assertThat(Addressing.of(List.of("Ann", "Bob", "ann")).in("@Ann!")).containsExactly(0, 2);
    }

    @Test
    void a_name_that_is_a_greeting_is_still_a_name() {
        assertThat(Addressing.of(List.of("Hi", "Ada")).in("Hi, Ada!")).contains(0);
    }

    @Test
    void letters_are_the_same_whether_composed_or_not() {
        assertThat(Addressing.of(PEOPLE).in("@Zoe\u0308")).containsExactly(8);
        assertThat(Addressing.of(PEOPLE).in("@\u200BA\u200Dda")).containsExactly(0);
    }

    @Test
    void long_foreign_texts_are_read_in_passing() {
        Addressing addressing = Addressing.of(PEOPLE);
        for (String piece :
                List.of("@", "Ada,", "Ada and ", "((", ", Ada", "\uD83D", "@\"", "\n", "é\u0301", "Ann Lee,"))
            assertThat(addressing.in(piece.repeat(50_000))).hasSizeLessThanOrEqualTo(2);
    }
}
