package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.http.wire.Canary;

/**
 * Looks for the key that tests give to providers in all that a run of tests has left in the folder {@code parley.swept}:
 * see {@code .ci/canary}, which makes such a run.
 */
@Tag("campaign")
class SweptRunTest {
    @Test
    void nothing_that_was_written_holds_the_key() throws IOException {
        Path swept = Path.of(System.getProperty("parley.swept", "target/surefire-reports"));
        Leaks leaks = new Leaks(Canary.KEY);
        Path planted = Files.writeString(swept.resolve("planted"), Canary.KEY);
        assertThat(leaks.under(swept)).contains("planted: plain");
        Files.delete(planted);

        assertThat(leaks.under(swept)).isEmpty();
    }
}
