package parley.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

final class PageTest {
    private static final String TOPIC = "A library or a pool?";
    private static final long PACE = 12;
    private static final List<String> SAID =
            Scripts.TOWN.stream().map(it -> String.join("", it)).toList();

    private static final List<String> SENTENCES =
            Scripts.TOWN.stream().flatMap(List::stream).map(String::strip).toList();

    @TempDir
    private static Path profile;

    private static @Nullable ChromeDriver chromium;
    private @Nullable FakeParley parley;

    @BeforeAll
    static void open_a_browser() {
        assumeTrue(Chromium.found(), "skipped: no Chromium found");
        chromium = Chromium.open(profile, 1440, 900);
    }

    @AfterAll
    static void close_the_browser() {
        if (chromium != null) chromium.quit();
    }

    @AfterEach
    void close_the_server() {
        if (parley != null) parley.close();
    }

    @Test
    void a_newcomer_registers_and_reads_and_hears_three_agents() throws IOException {
        RoomInBrowser page = registered(Scripts.quick());

        page.observe(".tail");
        page.observe(".sentence.heard");

        page.startRoom(TOPIC, 3);

        page.waitForRoundEnd();
        page.waitForHeard(9);
        assertThat(page.texts(".seat-name")).containsExactly("Mira", "Otto", "Juno");
        assertThat(page.texts(".message p")).containsExactly(TOPIC);
        assertThat(page.turns()).isEqualTo(SAID);
        assertThat(page.heardSentences()).isEqualTo(everySentence(3));
        assertThat(page.sightings(".sentence.heard")).isEqualTo(SENTENCES);
        assertThat(page.sightings(".tail")).contains("A million is ");
        assertThat(page.texts(".turn .badge")).hasSize(3).containsOnly("scripted demo, not a language model");
        assertThat(page.texts(".receipt")).allMatch(it -> it.contains("3 credits"));
        assertThat(page.complaints()).isEmpty();
        page.until(() -> server().api().ears.played.equals(everySentence(3)));
        assertThat(server().api().ears.listeners).hasSize(1);
        assertThat(server().api().ears.heard).isEmpty();
    }

    @Test
    void stop_silences_the_room() throws IOException {
        RoomInBrowser page = registered(new FakeRound.Script(Scripts.TOWN, 0, 20_000));
        page.startRoom(TOPIC, 50);
        page.until(() -> page.hearing().equals("1:0"));

        page.stop();

        page.waitForRoundEnd();
        assertThat(page.texts(".rest")).singleElement().asString().startsWith("Stopped");
        assertThat(page.hearing()).isEmpty();
        assertThat(page.heardSentences()).isEmpty();
        assertThat(server().api().ears.heard).containsExactly("1:0");
        assertThat(page.texts(".caret")).isEmpty();
        page.until(() -> page.texts("button.stop[hidden]").size() == 1);
    }

    @Test
    void a_word_in_between_stops_them_and_is_answered() throws IOException {
        RoomInBrowser page = registered(new FakeRound.Script(Scripts.atLength(Scripts.TOWN), 0, 20_000));
        page.startRoom(TOPIC, 50);
        page.until(() -> page.hearing().equals("1:0"));

        page.type(".composer .stepper input", "1");
        page.say("Wait, what about fast internet?");

        page.until(() -> page.texts(".rest").size() == 2);
        assertThat(page.texts(".message p")).containsExactly(TOPIC, "Wait, what about fast internet?");
        assertThat(server().api().ears.heard).containsExactly("1:0");
        assertThat(page.texts(".rest").getFirst()).startsWith("Stopped");
        assertThat(page.texts(".rest").getLast()).startsWith("The round is over");
    }

    @Test
    void markup_is_text_whoever_says_it() throws IOException {
        String evil = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";
        RoomInBrowser page = registered(new FakeRound.Script(List.of(List.of(evil)), 0, 50));

        page.startRoom(evil, 1);

        page.waitForRoundEnd();
        assertThat(page.texts(".message p")).containsExactly(evil);
        assertThat(page.turns()).containsExactly(evil);
        assertThat(page.texts("#app script, #app img")).isEmpty();
        assertThat(page.state("round")).isEqualTo("idle");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void lost_text_is_struck_and_neither_kept_nor_heard() throws IOException {
        RoomInBrowser page = registered(new FakeRound.Script(Scripts.TOWN, 1, 80));

        page.startRoom(TOPIC, 2);

        page.waitForRoundEnd();
        page.waitForHeard(6);
        assertThat(page.texts(".turn del")).containsExactly("This half is lost");
        assertThat(page.turns()).isEqualTo(SAID.subList(0, 2));
        assertThat(page.heardSentences()).isEqualTo(everySentence(2));
    }

    @Test
    void a_line_that_breaks_again_and_again_loses_nothing_and_repeats_nothing() throws IOException {
        RoomInBrowser page = registered(Scripts.quick());
        server().api().cutEvery(11);

        page.startRoom(TOPIC, 3);

        page.waitForRoundEnd();
        page.waitForHeard(9);
        assertThat(server().api().lastRoom().viewings()).isGreaterThan(4);
        assertThat(page.turns()).isEqualTo(SAID);
        assertThat(page.texts(".message p")).containsExactly(TOPIC);
        assertThat(page.heardSentences()).isEqualTo(everySentence(3));
    }

    @Test
    void a_reload_brings_everything_back_in_silence() throws IOException {
        RoomInBrowser page = registered(Scripts.quick());
        page.startRoom(TOPIC, 3);
        page.waitForRoundEnd();

        page.reload();

        page.waitForRoundEnd();
        assertThat(page.turns()).isEqualTo(SAID);
        assertThat(page.texts(".receipt")).hasSize(3).allMatch(it -> it.contains("3 credits"));
        assertThat(page.hearing()).isEmpty();
        assertThat(page.heardSentences()).isEmpty();
    }

    @Test
    void a_token_that_is_over_is_renewed_once_and_without_a_word() throws IOException {
        RoomInBrowser page = registered(Scripts.quick());
        FakeDoor door = server().api().door;
        door.expireToken();

        page.startRoom(TOPIC, 3);

        page.waitForRoundEnd();
        assertThat(page.turns()).isEqualTo(SAID);
        assertThat(door.refreshes()).isEqualTo(1);
        // A page that is left while it renews its token would come back with the one that is used up.
        page.waitForHeard(9);
        door.expireToken();
        page.reload();
        page.waitForRoundEnd();
        assertThat(page.turns()).isEqualTo(SAID);
        page.until(() -> page.texts(".room-link").size() == 1);
        assertThat(door.refreshes()).isEqualTo(2);
        assertThat(page.texts(".entrance")).isEmpty();
    }

    @Test
    void a_token_that_ends_while_they_talk_interrupts_nobody() throws IOException {
        RoomInBrowser page = registered(Scripts.quick());
        server().api().cutEvery(11);
        page.startRoom(TOPIC, 3);

        server().api().door.expireToken();

        page.waitForRoundEnd();
        page.waitForHeard(9);
        assertThat(page.turns()).isEqualTo(SAID);
        assertThat(page.heardSentences()).isEqualTo(everySentence(3));
        assertThat(server().api().door.refreshes()).isEqualTo(1);
    }

    @Test
    void a_session_that_is_over_leads_back_to_the_entrance() throws IOException {
        RoomInBrowser page = registered(Scripts.quick());
        server().api().door.endSession();

        page.go("#/agents");

        page.await(".entrance");
        assertThat(page.kept("parley.session")).isEmpty();
    }

    @Test
    void a_no_is_told_in_words() throws IOException {
        RoomInBrowser page = page(Scripts.quick());
        page.visit();
        page.click(".entrance .link");
        page.type("#field-email", "ann@example.org");
        page.type("#field-password", "wrong password");

        page.click(".entrance button[type=submit]");

        page.until(() ->
                page.texts(".entrance .problem").equals(List.of("This e-mail and password do not belong together.")));
    }

    private RoomInBrowser registered(FakeRound.Script script) throws IOException {
        RoomInBrowser page = page(script);
        page.register("Ann", "ann@example.org", "correct horse");
        return page;
    }

    private RoomInBrowser page(FakeRound.Script script) throws IOException {
        if (chromium == null) throw new IllegalStateException("no browser is open");
        parley = FakeParley.start(script, PACE);
        RoomInBrowser page = new RoomInBrowser(chromium, parley.address());
        page.complaints();
        return page;
    }

    private FakeParley server() {
        if (parley == null) throw new IllegalStateException("no server is open");
        return parley;
    }

    private static List<String> everySentence(int turns) {
        return IntStream.rangeClosed(1, turns)
                .boxed()
                .flatMap(turn -> Stream.of(0, 1, 2).map(index -> turn + ":" + index))
                .toList();
    }
}
