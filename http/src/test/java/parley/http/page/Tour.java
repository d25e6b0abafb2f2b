package parley.http.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqa.selenium.chrome.ChromeDriver;

/** Walks through the page and takes pictures of it, for people to look at: by day and by night, on a phone and a desk. */
final class Tour {
    private static final long PACE = 45;
    private static final long SPEECH = 2_600;

    private Tour() {}

    /** Takes the folder for the pictures. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (String scheme : new String[] {"light", "dark"}) {
            walk(folder, "desk-" + scheme, scheme, 1440, 900);
            walk(folder, "phone-" + scheme, scheme, 390, 844);
        }
    }

    private static void walk(Path folder, String name, String scheme, int width, int height) throws IOException {
        ChromeDriver browser = Chromium.open(Files.createTempDirectory("parley-tour"), width, height);
        try (FakeParley parley = FakeParley.start(new FakeRound.Script(Scripts.TOWN, 2, SPEECH), PACE)) {
            RoomInBrowser page = new RoomInBrowser(browser, parley.address());
            page.size(width, height);
            page.daylight(scheme);
            browser.get(parley.address().toString());
            page.until(() -> Boolean.TRUE.equals(
                    browser.executeScript("return document.getAnimations().every(it => it.playState === 'finished') &&"
                            + " document.fonts.status === 'loaded'")));
            page.screenshot(folder.resolve(name + "-1-welcome.png"));
            page.register("Ann", "ann@example.org", "correct horse");
            page.screenshot(folder.resolve(name + "-2-start.png"));
            page.startRoom(
                    "What should a small town do with a million: build a library, a swimming pool, or fast internet?",
                    6);
            page.until(() -> page.hearing().equals("1:1"));
            page.screenshot(folder.resolve(name + "-3-room.png"));
            page.until(
                    () -> page.texts("del").size() == 1 && page.texts(".turn").size() > 2);
            page.screenshot(folder.resolve(name + "-4-struck.png"));
            page.waitForRoundEnd();
            page.screenshot(folder.resolve(name + "-5-ended.png"));
            if (width < 600) {
                page.click(".drawer");
                page.until(() -> Boolean.TRUE.equals(browser.executeScript(
                        "return document.querySelector('.sidebar').getAnimations().length === 0")));
                page.screenshot(folder.resolve(name + "-6-drawer.png"));
            }
            page.go("#/agents");
            page.await(".person");
            page.screenshot(folder.resolve(name + "-7-agents.png"));
            page.click(".page-top .primary");
            page.await("dialog[open] input");
            page.screenshot(folder.resolve(name + "-8-agent.png"));
            System.out.println(name + " " + page.complaints());
        } finally {
            browser.quit();
        }
    }
}
