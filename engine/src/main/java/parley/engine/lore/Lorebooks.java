package parley.engine.lore;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import parley.engine.kernel.Refusal;

/** Reads lorebooks: those in character cards, and files of other applications, which become such books. */
public final class Lorebooks {
    /** The most entries of a book. */
    public static final int MOST_ENTRIES = 10_000;

    /** The most UTF-16 units of all keys of a book. */
    public static final int MOST_KEY_TEXT = 1_000_000;

    /** The largest file, in bytes. */
    public static final int LARGEST_FILE = 20 * 1024 * 1024;

    private static final int DEEPEST = 200;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Lorebooks() {}

    /**
     * The book of a card (its {@code character_book}), for a chat.
     *
     * @param scope whose it is, see {@link Lorebook}
     * @throws Refusal INVALID where it is none, or too large, with what is wrong
     */
    public static Lorebook of(String scope, JsonNode book) {
        if (!book.isObject()) throw Refusal.invalid("a lorebook is a JSON object");
        JsonNode listed = book.path("entries");
        if (!listed.isMissingNode() && !listed.isNull() && !listed.isContainerNode())
            throw Refusal.invalid("a lorebook's entries are a list");
        checkEntries(listed.size());
        List<LoreEntry> entries = new ArrayList<>(listed.size());
        for (JsonNode entry : listed) if (entry.isObject()) entries.add(EntryReading.read(entry));
        checkKeys(entries);
        return new Lorebook(
                scope,
                Field.text(book.path("name")),
                Field.atLeast(0, book.path("scan_depth")),
                Field.atLeast(1, book.path("token_budget")),
                Field.flag(book.path("recursive_scanning")),
                entries);
    }

    static void checkEntries(int entries) {
        if (entries > MOST_ENTRIES)
            throw Refusal.invalid("a lorebook has at most " + MOST_ENTRIES + " entries, this one has " + entries);
    }

    private static void checkKeys(List<LoreEntry> entries) {
        long length = 0;
        for (LoreEntry entry : entries) {
            length += length(entry.keys()) + length(entry.secondaryKeys());
            length += length(entry.conditions().excludeKeys());
        }
        if (length > MOST_KEY_TEXT)
            throw Refusal.invalid("the keys of a lorebook have at most " + MOST_KEY_TEXT + " characters together");
    }

    private static long length(List<String> texts) {
        return texts.stream().mapToLong(String::length).sum();
    }

    /**
     * A file with a lorebook as a card's {@code character_book} (V3), with all that is known of it: a file of the V3
     * specification, a V2 book alone, a card's book, world info of SillyTavern (entries by number or in a list), a memory
     * book of Agnai, a lorebook of NovelAI or RisuAI; told apart by its shape.
     *
     * @param name how the book is called where it does not say so itself
     * @throws Refusal INVALID where it is none of these, or too large, with what is wrong
     */
    public static ObjectNode book(byte[] file, String name) {
        if (file.length > LARGEST_FILE)
            throw Refusal.invalid("a lorebook's file has at most " + LARGEST_FILE + " bytes");
        JsonNode tree;
        try {
            tree = JSON.readTree(file);
        } catch (JsonProcessingException broken) {
            throw Refusal.invalid("this is no JSON: " + broken.getOriginalMessage());
        } catch (IOException broken) {
            throw Refusal.invalid("this is no JSON: its text is in no encoding of Unicode");
        }
        return book(tree, name);
    }

    /** The same, of what was parsed before. */
    public static ObjectNode book(JsonNode file, String name) {
        ObjectNode book = new BookForm(file, name).book();
        // Whatever a scan would refuse is refused here, where somebody can still choose another file.
        of(Lorebook.GLOBAL, book);
        return book;
    }
}
