package parley.engine.cardfile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;
import parley.engine.card.CardJson;
import parley.engine.kernel.Refusal;

/** What must hold of any bytes at all: they are refused with a sentence, or are a card that goes out and comes back. */
final class CardTrial {
    private static final int LONGEST_REASON = 300;

    private final Path file;
    private final Path back;

    private CardTrial(Path directory) {
        file = directory.resolve("in");
        back = directory.resolve("back");
    }

    /** Files are written into a directory of its own. */
    static CardTrial in(Path directory) {
        return new CardTrial(directory);
    }

    /** What was read; absent where the bytes were refused. */
    @Nullable
    ReadCard hold(byte[] bytes) {
        try {
            Files.write(file, bytes);
            ReadCard read = CardReader.read(file);
            read.warnings().forEach(CardTrial::sentence);
            exports(read);
            return read;
        } catch (Refusal refusal) {
            demand(refusal.kind() == Refusal.Kind.INVALID, "a refusal is INVALID: " + refusal.getMessage());
            sentence(refusal.reason());
            return null;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private void exports(ReadCard read) throws IOException {
        Card card = read.card();
        demand(StandardCharsets.UTF_8.newEncoder().canEncode(card.json()), "JSON is writable");
        String name = card.fileName("png");
        demand(StandardCharsets.UTF_8.newEncoder().canEncode(name) && !name.contains("/"), "a name is a name");
        ByteString picture = read.picture() == null ? null : read.picture().bytes();
        same(card, CardWriter.json(card).toArray());
        same(card, CardWriter.png(card, picture).toArray());
        ByteArrayOutputStream charx = new ByteArrayOutputStream();
        CardWriter.charx(card, picture, archivable(read), charx);
        Card third = read(charx.toByteArray());
        demand(
                third.data().version() == 3
                        && third.data().name().equals(card.data().name()),
                "CHARX keeps who it is");
        Card edited = card.with(CardJson.object().put("system_prompt", "Be kind."));
        demand(edited.data().systemPrompt().equals("Be kind."), "an edit is an edit");
        demand(edited.data().description().equals(card.data().description()), "an edit leaves the rest");
    }

    // Assets that cannot be unpacked end an export, and may.
    private @Nullable Path archivable(ReadCard read) {
        try {
            read.assets().forEach(it -> CardReader.asset(file, it.uri()));
            return file;
        } catch (Refusal broken) {
            return null;
        }
    }

    private void same(Card card, byte[] bytes) throws IOException {
        demand(read(bytes).json().equals(card.json()), "what goes out comes back");
    }

    private Card read(byte[] bytes) throws IOException {
        Files.write(back, bytes);
        return Objects.requireNonNull(CardReader.read(back)).card();
    }

    private static void sentence(String words) {
        demand(!words.isBlank() && words.length() < LONGEST_REASON, "words are a sentence");
        demand(words.codePoints().noneMatch(Character::isISOControl), "words are plain");
    }

    private static void demand(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }
}
