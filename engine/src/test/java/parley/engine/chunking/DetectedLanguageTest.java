package parley.engine.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DetectedLanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | What would you like to drink with that?",
                "de | Ich hätte gern eine Tasse Tee, aber ohne Zucker.",
                "fr | C'est l'heure du thé, et il n'y en a plus dans la maison.",
                "es | ¿Quieres una taza de té o prefieres el café?",
                "pt | Você não quer uma xícara de chá com a gente?",
                "it | Vorrei una tazza di tè, ma senza lo zucchero.",
                "nl | Ik wil graag een kopje thee, maar zonder suiker.",
                "sv | Jag vill gärna ha en kopp te, men inte med socker.",
                "pl | Chciałbym filiżankę herbaty, ale bez cukru.",
                "tr | Ben bir fincan çay istiyorum ama şeker için değil.",
                "ru | Где мой чай?",
                "uk | Де мій чай? Він же був тут.",
                "sr | Где је мој чај? Био је овде.",
                "el | Πού είναι το τσάι μου;",
                "ar | أين الشاي؟",
                "fa | این چای برای من است.",
                "ur | یہ چائے میرے لیے ہے۔",
                "hi | मेरी चाय कहाँ है?",
                "th | ชาของฉันอยู่ที่ไหน",
                "zh | 我的茶在哪里？",
                "ja | 紅茶はどこですか？",
                "ko | 내 차는 어디에 있어?",
                "zh | 我想喝 Earl Grey，加一点牛奶。"
            })
    void tells_the_language_of_a_sentence(String language, String text) {
        assertThat(DetectedLanguage.of(text)).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Mira Otto", "OK", "1 + 1 = 2", "😀", "''", "xyzzy plugh"})
    void says_that_it_does_not_know(String text) {
        assertThat(DetectedLanguage.of(text)).isEqualTo("und");
    }

    @Test
    void reads_only_the_beginning_of_a_long_text() {
        String long_ = "Der Tee ist heute nicht sehr gut. ".repeat(30) + "the of and to in is that ".repeat(100_000);

        assertThat(DetectedLanguage.of(long_)).isEqualTo("de");
    }

    @Test
    void tells_by_the_script_all_languages_that_a_voice_may_be_of() {
        assertThat(DetectedLanguage.byScript("Где чай")).startsWith("ru").contains("tt");
        assertThat(DetectedLanguage.byScript("Де мій чай?")).containsExactly("uk");
        assertThat(DetectedLanguage.byScript("茶")).startsWith("zh").contains("yue");
        assertThat(DetectedLanguage.byScript("Das ist der Tee")).isEmpty();
    }
}
