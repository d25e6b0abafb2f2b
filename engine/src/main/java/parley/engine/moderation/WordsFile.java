package parley.engine.moderation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import parley.engine.kernel.Refusal;

/** Reads what an operator wrote down as not to be said: a word or a phrase a line, {@code #} before a comment. */
final class WordsFile {
    private static final int LARGEST = 1024 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private WordsFile() {}

    /** The entries of the settings and of the file that they name; each is named by its place, and not by its words. */
    static List<WordList.Entry> entries(ModerationSettings settings) {
        List<WordList.Entry> entries = new ArrayList<>();
        List<String> blocked = settings.blocked();
        for (int place = 1; place <= blocked.size(); place++)
            entries.add(new WordList.Entry("blocked:" + place, blocked.get(place - 1)));
        if (!settings.wordsFile().isEmpty()) entries.addAll(read(settings.wordsFile()));
        return entries;
    }

    private static List<WordList.Entry> read(String file) {
        List<WordList.Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : text(file).lines().toList()) {
            number++;
            String entry = line.strip();
            if (!entry.isEmpty() && !entry.startsWith("#")) entries.add(new WordList.Entry("words:" + number, entry));
        }
        return entries;
    }

    private static String text(String file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(file)))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException otherEncoding) {
            throw Refusal.invalid("the words in " + file + " are not UTF-8");
        }
    }

    /** A device or a pipe has no size before it is read. */
    private static byte[] bytes(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(in.readNBytes(LARGEST + 1));
            if (bytes.size() > LARGEST)
                throw Refusal.invalid("the words in " + file + " are more than " + LARGEST + " bytes");
            return bytes.toByteArray();
        } catch (IOException unreadable) {
            throw Refusal.invalid("the words in " + file + " cannot be read: " + unreadable);
        }
    }
}
