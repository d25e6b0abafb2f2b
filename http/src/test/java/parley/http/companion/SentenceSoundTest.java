package parley.http.companion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import parley.engine.speech.MouthShape;
import parley.engine.speech.Viseme;
import parley.http.companion.SentenceSound.Mouth;

class SentenceSoundTest {
    @Test
    void the_mouth_closes_where_it_is_not_known_to_move() {
        assertThat(SentenceSound.mouths(List.of(), 1.5)).containsExactly(new Mouth(0, 1.5, 0));
        assertThat(SentenceSound.mouths(List.of(new Viseme(0.1, 0.2, MouthShape.OPEN)), 0.5))
                .containsExactly(new Mouth(0.1, 0.2, 8), new Mouth(0.3, 0.2, 0));
    }

    @Test
    void the_mouth_does_not_move_after_the_end_of_the_sound() {
        List<Viseme> visemes = List.of(new Viseme(0.2, 0.5, MouthShape.LIPS), new Viseme(0.7, 0.1, MouthShape.OPEN));
        assertThat(SentenceSound.mouths(visemes, 0.5)).containsExactly(new Mouth(0.2, 0.3, 1));
    }
}
