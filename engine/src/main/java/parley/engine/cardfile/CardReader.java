package parley.engine.cardfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import parley.engine.card.Card;
import parley.engine.kernel.Refusal;

/** Reads cards out of files, by what the bytes are and not by their names. */
public final class CardReader {
    private CardReader() {}

    /**
     * The card in a file. Blocks: call it on a virtual thread.
     *
     * @throws Refusal INVALID with what is wrong
     */
    public static ReadCard read(Path file) {
        try {
            return new ReadCard(Card.of(Files.readString(file)), "json", List.of(), null, List.of());
        } catch (IOException broken) {
            throw Refusal.invalid("there is no card in this file");
        }
    }
}
