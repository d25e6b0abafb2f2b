package parley.engine.cardfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jazzer, guided by coverage, looks for bytes that the readers of cards do not take well; the corpus is its seed. */
@Tag("campaign")
final class CardFuzzCampaignTest {
    // By name, so that only this trial needs it.
    private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

    private static final String INTERFACE = "com.code_intelligence.jazzer.api.FuzzedDataProvider";
    private static final int SECONDS = Integer.getInteger("parley.fuzz", 60);
    private static final int LARGEST_SEED = 20_000;
    private static final String ROOMS = "parley.engine.card.**:parley.engine.cardfile.**";

    @Test
    void finds_nothing(@TempDir Path directory) throws IOException, InterruptedException, ClassNotFoundException {
        Path seeds = seeds(Files.createDirectory(directory.resolve("seeds")));
        Path found = Files.createDirectory(directory.resolve("found"));
        Path log = directory.resolve("log");

        int exit = ChildProcess.run(
                List.of("--sun-misc-unsafe-memory-access=allow", "-XX:+EnableDynamicAgentLoading", "-Xmx600m"),
                ChildProcess.classPath(Class.forName(JAZZER), Class.forName(INTERFACE)),
                JAZZER,
                List.of(
                        "--target_class=" + CardFuzz.class.getName(),
                        "--instrumentation_includes=" + ROOMS,
                        "--custom_hook_includes=" + ROOMS,
                        "--reproducer_path=" + found,
                        "-artifact_prefix=" + found + "/",
                        "-max_total_time=" + SECONDS,
                        "-max_len=" + LARGEST_SEED,
                        "-timeout=20",
                        "-print_final_stats=1",
                        seeds.toString()),
                log,
                Duration.ofSeconds(SECONDS + 300));

        String said = Files.readString(log);
        said.lines().filter(it -> it.startsWith("stat::")).forEach(System.out::println);
        assertThat(exit).as(said).isZero();
        assertThat(said).contains("stat::number_of_executed_units");
    }

    private static Path seeds(Path directory) throws IOException {
        for (CardCorpus.Row row : CardCorpus.rows()) copy(row.path(), directory);
        for (JsonNode vector : CardCorpus.vectors("import")) {
            String bytes = vector.path("input").path("file").path("base64").asText();
            CardCorpus.file(
                    directory, vector.path("id").asText(), Base64.getDecoder().decode(bytes));
        }
        String real = System.getProperty("parley.cards", "");
        if (real.isEmpty()) return directory;
        try (Stream<Path> files = Files.walk(Path.of(real))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) copy(file, directory);
        }
        return directory;
    }

    private static void copy(Path file, Path directory) throws IOException {
        Path copy = directory.resolve(String.valueOf(file.getFileName()));
        if (Files.size(file) < LARGEST_SEED && !Files.exists(copy)) Files.copy(file, copy);
    }
}
