package parley.http.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page as a person uses it: registers, starts a room, reads, listens, speaks and stops. */
public final class RoomInBrowser {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration GLANCE = Duration.ofMillis(40);

    private final ChromeDriver browser;
    private final URI address;

    public RoomInBrowser(ChromeDriver browser, URI address) {
        this.browser = browser;
        this.address = address;
    }

    /** Comes to the page. */
    public void visit() {
        browser.get(address.toString());
    }

    /** Comes to the page for the first time and makes an account. */
    public void register(String name, String email, String password) {
        browser.get(address.toString());
        type("#field-name", name);
        type("#field-email", email);
        type("#field-password", password);
        click(".entrance button[type=submit]");
        await(".start .cast-card");
    }

    /** Starts a room with whoever is offered ready, on a topic, for so many turns; comes back when it is on the screen. */
    public void startRoom(String topic, int turns) {
        await(".start .cast-card");
        type("#topic", topic);
        type(".go .stepper input", String.valueOf(turns));
        click(".go button[type=submit]");
        await(".room .seat");
        until(() -> state("stream").equals("live"));
    }

    /** Says something in the open room, with Enter. */
    public void say(String text) {
        find("#say").sendKeys(text, Keys.ENTER);
    }

    /** Presses Stop. */
    public void stop() {
        await("button.stop").click();
    }

    /** Loads the page anew, with a room open. */
    public void reload() {
        browser.navigate().refresh();
        await(".room .turn");
    }

    /** Waits until the round that runs has ended and every turn on the screen is closed. */
    public void waitForRoundEnd() {
        until(() -> state("round").equals("idle") && !texts(".rest").isEmpty());
    }

    /** Waits until so many sentences were heard to their end. */
    public void waitForHeard(int sentences) {
        until(() -> heardSentences().size() >= sentences);
    }

    /** The sentences heard to their end since the room was opened, as {@code turn:index}, in the order they were heard. */
    public List<String> heardSentences() {
        String order = state("heardOrder");
        return order.isEmpty() ? List.of() : List.of(order.split(" "));
    }

    /** The sentence that is heard just now, as {@code turn:index}, or nothing. */
    public String hearing() {
        return state("hearing");
    }

    /** What each turn says, without what was struck, oldest first. */
    public List<String> turns() {
        return strings("return [...document.querySelectorAll('.turn .words')].map(words => {"
                + "const copy = words.cloneNode(true); copy.querySelectorAll('del').forEach(lost => lost.remove());"
                + "return copy.textContent; })");
    }

    /** The text of every element that a selector finds. */
    public List<String> texts(String selector) {
        return strings("return [...document.querySelectorAll(arguments[0])].map(found => found.textContent)", selector);
    }

    /** From now on notes every text that a selector finds, however short it is to be seen; read it with sightings. */
    public void observe(String selector) {
        browser.executeScript("""
            const [selector] = arguments;
            const seen = (window.sightings ??= {})[selector] = [];
            const look = () => document.querySelectorAll(selector).forEach(found => {
              if (found.textContent.trim() && seen.at(-1) !== found.textContent) seen.push(found.textContent);
            });
            new MutationObserver(look).observe(document.body,
              { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['class'] });
            """, selector);
    }

    /** What was seen since observe was asked, in order. */
    public List<String> sightings(String selector) {
        return strings("return window.sightings[arguments[0]]", selector);
    }

    /** What the page tells about itself in {@code document.documentElement.dataset}. */
    public String state(String name) {
        return String.valueOf(
                browser.executeScript("return document.documentElement.dataset[arguments[0]] ?? ''", name));
    }

    /** What the page keeps on this device by a name, or nothing. */
    public String kept(String name) {
        return String.valueOf(browser.executeScript("return localStorage.getItem(arguments[0]) ?? ''", name));
    }

    /** What the browser complained about, violations of the content policy among it. */
    public List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Sets the size of what is seen, as a phone's or a desk's. */
    public void size(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** Tells the page that the device wishes for {@code light} or {@code dark}. */
    public void daylight(String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Writes what is seen as a PNG file. */
    public void screenshot(Path path) {
        try {
            Files.write(path, browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Goes to another place of the page, such as {@code #/agents}. */
    public void go(String hash) {
        browser.executeScript("location.hash = arguments[0]", hash);
    }

    /** Waits for the first visible element that a selector finds. */
    public WebElement await(String selector) {
        List<WebElement> found = new ArrayList<>();
        until(() -> found.addAll(visible(selector)));
        return found.getFirst();
    }

    private List<WebElement> visible(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .toList();
    }

    /** Waits until something is so; says what the page looked like where it never came. */
    public void until(BooleanSupplier wish) {
        try {
            new WebDriverWait(browser, PATIENCE)
                    .pollingEvery(GLANCE)
                    .ignoring(StaleElementReferenceException.class)
                    .until(_ -> wish.getAsBoolean());
        } catch (TimeoutException late) {
            throw new AssertionError("it never came; the page says: " + texts("body") + complaints(), late);
        }
    }

    /** Presses the first visible element that a selector finds. */
    public void click(String selector) {
        until(() -> clicked(selector));
    }

    /** What was drawn anew in the meantime is not what was found. */
    private boolean clicked(String selector) {
        try {
            await(selector).click();
            return true;
        } catch (StaleElementReferenceException drawnAnew) {
            return false;
        }
    }

    /** Replaces what a field holds. */
    public void type(String selector, String text) {
        await(selector).sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    /** Chooses files in a field for files, which need not be seen. */
    public void choose(String selector, List<Path> files) {
        find(selector).sendKeys(files.stream().map(Path::toString).collect(Collectors.joining("\n")));
    }

    private WebElement find(String selector) {
        return browser.findElement(By.cssSelector(selector));
    }

    private List<String> strings(String script, Object... arguments) {
        Object found = browser.executeScript(script, arguments);
        return found instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
