package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import parley.http.page.Chromium;
import parley.http.page.RoomInBrowser;

/** A newcomer's first minutes: the real server on the embedded engines, the real page in a real browser, real sound. */
@Tag("campaign")
class NewcomerTest {
    private static final int TURNS = 3;
    private static final Path PICTURES = Path.of("target", "pictures");

    @TempDir
    Path folder;

    @TempDir
    Path profile;

    @Test
    void starts_a_room_of_three_agents_reads_them_and_hears_them() throws IOException {
        assumeTrue(Chromium.found(), "skipped: no Chromium found");
        Files.createDirectories(PICTURES);
        try (ServerProcess server = new ServerProcess(folder, List.of("parley.voices.enabled=on"), "-Xmx640m")) {
            server.start();
            ChromeDriver chromium = Chromium.open(profile, 1440, 900);
            try {
                RoomInBrowser page = new RoomInBrowser(chromium, server.at("/"));
                page.register("Ada", "ada@example.org", "correct horse battery");

                page.startRoom("Should our town build a library or a pool?", TURNS);
                page.waitForHeard(2);
                page.screenshot(PICTURES.resolve("room.png"));
                page.waitForRoundEnd();
                page.waitForHeard(TURNS);

                assertThat(page.texts(".seat-name")).hasSize(3);
                assertThat(page.turns()).hasSize(TURNS).noneMatch(String::isBlank);
                assertThat(page.heardSentences()).isSorted().doesNotHaveDuplicates();
                assertThat(page.complaints()).as(server.said()).isEmpty();
            } finally {
                chromium.quit();
            }
        }
    }
}
