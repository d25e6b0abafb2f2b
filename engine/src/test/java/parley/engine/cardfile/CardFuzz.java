package parley.engine.cardfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Where a coverage-guided fuzzer comes in: its bytes are a file. */
public final class CardFuzz {
    private static final CardTrial TRIAL = trial();

    private CardFuzz() {}

    /** Called for every input; throws where something does not hold. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        TRIAL.hold(bytes);
    }

    private static CardTrial trial() {
        try {
            return CardTrial.in(Files.createTempDirectory("card-fuzz"));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
