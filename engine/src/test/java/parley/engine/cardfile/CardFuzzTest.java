package parley.engine.cardfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few thousand broken cards, the same ones each time. */
final class CardFuzzTest {
    private static final int MUTATIONS = 1_000;
    private static final int LARGEST_SEED = 3_000;

    @Test
    void broken_files_are_refused_or_read_and_never_more(@TempDir Path directory) {
        CardTrial trial = CardTrial.in(directory);
        List<byte[]> seeds = CardCorpus.rows().stream()
                .map(it -> CardCorpus.bytes(it.path()))
                .filter(it -> it.length > 0 && it.length < LARGEST_SEED)
                .toList();
        SplittableRandom random = new SplittableRandom(1);

        int read = 0;
        for (int count = 0; count < MUTATIONS; count++) {
            byte[] seed = seeds.get(count % seeds.size());
            byte[] other = seeds.get(random.nextInt(seeds.size()));
            if (trial.hold(Mutation.of(seed, other, random)) != null) read++;
        }

        assertThat(read).isGreaterThan(MUTATIONS / 20);
    }
}
