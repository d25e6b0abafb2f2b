package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import parley.http.page.Chromium;
import parley.http.page.RoomInBrowser;

/** The characters of the page in a browser, before a real server. */
class CharacterPageTest extends House {
    private static final String MIRA = """
        {"spec":"chara_card_v3","spec_version":"3.0","data":{"name":"Mira","description":"An inventor.",
        "first_mes":"Who knocks?","alternate_greetings":["*She looks up.* You again, {{user}}?"],
        "group_only_greetings":[],"extensions":{},"character_book":{"name":"Town","extensions":{},"entries":[
        {"keys":["lighthouse"],"content":"The keeper owes her.","comment":"Light","enabled":true,
        "insertion_order":1,"use_regex":false,"extensions":{}},
        {"keys":["bakery"],"content":"It opens at four.","comment":"Bread","enabled":true,
        "insertion_order":2,"use_regex":false,"extensions":{}}]}}}\
        """;
    private static final String HOSTILE = """
        {"spec":"chara_card_v2","spec_version":"2.0","data":{"name":"<img src=x onerror=alert(1)>",
        "description":"**Bold** [good](https://example.org/a) [bad](javascript:alert(1)) ![no](https://example.org/b.png) <img src=x onerror=alert(2)>",
        "personality":"","scenario":"","first_mes":"<script>document.title='taken'</script>","mes_example":"",
        "creator_notes":"<iframe srcdoc='x'></iframe>","tags":["<b>tag</b>"],"extensions":{}}}\
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private ChromeDriver chromium;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private RoomInBrowser page;

    @BeforeAll
    void come() {
        assumeTrue(Chromium.found(), "skipped: no Chromium found");
        chromium = Chromium.open(folder.resolve("profile"), 1440, 900);
        page = new RoomInBrowser(
                chromium, URI.create("http://127.0.0.1:" + server.address().getPort() + "/"));
        page.register("Ada", "ada@example.org", "correct horse battery");
    }

    @AfterAll
    void leave() {
        if (chromium != null) chromium.quit();
    }

    private void bring(String... cards) throws IOException {
        page.go("#/agents");
        page.go("#/characters");
        page.await(".drop");
        List<Path> files = new ArrayList<>();
        for (String card : cards) files.add(Files.writeString(folder.resolve("card-" + files.size() + ".json"), card));
        page.choose("#cards", files);
        page.until(() -> page.texts(".fate").size() == cards.length
                && page.texts(".drop.busy").isEmpty());
    }

    @Test
    void cards_become_characters_who_greet_in_a_room_whose_prompt_says_why() throws IOException {
        bring(MIRA, MIRA, "{}");

        assertThat(page.texts(".fate .badge")).containsExactly("imported", "already here", "refused");
        assertThat(page.texts(".fate.refused .fate-why")).noneMatch(String::isBlank);
        page.type("#search", "Mira");
        page.until(() -> page.texts(".face-name").equals(List.of("Mira")));
        page.until(() -> page.texts(".face-card img").size() == 1);
        page.click(".face-name");
        page.click(".actions a.primary");
        page.click(".greetings button.turned");
        assertThat(page.texts(".greeting-text em")).containsExactly("She looks up.");
        page.click(".go button");
        page.await(".room .turn.line");
        assertThat(page.texts(".line .prose")).containsExactly("She looks up. You again, Ada?");
        assertThat(page.texts(".rest")).containsExactly("To them you are Ada");

        page.say("Who keeps the lighthouse?");
        page.waitForRoundEnd();
        page.click(".receipt button:has(.icon-prompt)");
        page.await("dialog.prompt .entry");

        assertThat(page.texts(".entry[data-told=in]"))
                .singleElement()
                .asString()
                .contains("Light", "its key was said", "lighthouse");
        assertThat(page.texts(".entry[data-told=out]"))
                .singleElement()
                .asString()
                .contains("Bread", "no key of it was said");
        assertThat(page.texts(".part[data-source=lore] .part-text")).containsExactly("The keeper owes her.");
        assertThat(page.texts(".part[data-source=line][data-role=user] .part-text"))
                .singleElement()
                .asString()
                .contains("Who keeps the lighthouse?");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void markup_on_a_card_is_text_and_a_character_is_deleted_when_one_says_so() throws IOException {
        bring(HOSTILE);

        page.type("#search", "img");
        page.until(() -> page.texts(".face-name").equals(List.of("<img src=x onerror=alert(1)>")));
        assertThat(page.texts(".face-card .tag")).containsExactly("<b>tag</b>");
        page.click(".face-name");
        page.await(".introduction");
        assertThat(page.texts(".prose strong")).containsExactly("Bold");
        assertThat(page.texts(".prose a[rel~=noopener]")).containsExactly("good", "https://example.org/b.png");
        assertThat(page.texts(".prose"))
                .anyMatch(it -> it.contains("[bad](javascript:alert(1))"))
                .anyMatch(it -> it.contains("<img src=x onerror=alert(2)>"))
                .anyMatch(it -> it.contains("<script>"));
        assertThat(page.texts(".prose img, #app script, #app iframe, a[href^=javascript]"))
                .isEmpty();

        page.click(".actions button:has(.icon-trash)");
        page.click("dialog[open] .danger");

        page.until(() -> page.texts(".faces").size() == 1);
        page.type("#search", "img");
        page.until(() -> page.texts(".finding + .row").getFirst().startsWith("0 found"));
        assertThat(page.complaints()).isEmpty();
    }
}
