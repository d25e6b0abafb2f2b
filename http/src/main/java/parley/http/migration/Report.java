package parley.http.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What became of every record: lines of JSON for a file, the first few for the operator, and sums. Nothing of a record is in
 * it but its id.
 */
public final class Report {
    private static final int MOST_SHOWN = 20;
    private static final int LONGEST_ID = 200;

    private final Map<Kind, Map<Fate, Long>> sums = new EnumMap<>(Kind.class);
    private final @Nullable Writer file;
    private final Consumer<String> shown;
    private long told;

    /** What can become of a record. */
    enum Fate {
        /** It is here now. */
        MOVED,
        /** It is here, but not all of it. */
        CHANGED,
        /** Something else is here in its place, which stays. */
        CONFLICT,
        /** It is not here. */
        SKIPPED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** One line of the report. */
    private record Entry(
            String kind,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id,

            String fate,
            String why) {}

    /** One that is written to {@code file}, where there is one, and begins to be shown. */
    public Report(@Nullable Writer file, Consumer<String> shown) {
        this.file = file;
        this.shown = shown;
    }

    synchronized void moved(Kind kind) {
        count(kind, Fate.MOVED, 1);
    }

    /** Says what became of a record that was not simply moved. */
    synchronized void tell(Kind kind, Fate fate, String id, String why) {
        if (fate != Fate.CHANGED) count(kind, fate, 1);
        String name = id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) + "…" : id;
        String line = text(new Entry(kind.word(), name, fate.word(), why));
        write(line);
        if (told++ < MOST_SHOWN) shown.accept(line);
        else if (told == MOST_SHOWN + 1) shown.accept("… and more, which are in the report alone");
    }

    /** Says of so many records that they are left with what they belong to. */
    synchronized void skip(Kind kind, long count, String owner, String why) {
        if (count == 0) return;
        count(kind, Fate.SKIPPED, count - 1);
        tell(kind, Fate.SKIPPED, owner, count + " " + why);
    }

    /** Says of all records of a kind that they are left behind. */
    synchronized void leave(Kind kind, long count, String why) {
        count(kind, Fate.SKIPPED, count);
        String line = text(new Entry(kind.word(), null, Fate.SKIPPED.word(), count + ": " + why));
        write(line);
        shown.accept(line);
    }

    /** Says that nobody knows what this is. */
    synchronized void stranger(String name) {
        String line = text(new Entry(name, null, Fate.SKIPPED.word(), "nobody here knows what that is"));
        write(line);
        shown.accept(line);
    }

    private void count(Kind kind, Fate fate, long more) {
        sums.computeIfAbsent(kind, _ -> new EnumMap<>(Fate.class)).merge(fate, more, Long::sum);
    }

    synchronized long count(Kind kind, Fate fate) {
        return sums.getOrDefault(kind, Map.of()).getOrDefault(fate, 0L);
    }

    /** Writes the sums and answers them as a line. */
    synchronized String end(boolean dry) {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        sums.forEach((kind, fates) -> {
            Map<String, Long> words = new TreeMap<>();
            fates.forEach((fate, count) -> words.put(fate.word(), count));
            all.put(kind.word(), words);
        });
        String line = text(Map.of(dry ? "wouldBe" : "done", all));
        write(line);
        return line;
    }

    private void write(String line) {
        if (file == null) return;
        try {
            file.write(line);
            file.write('\n');
            file.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException("the report cannot be written", failure);
        }
    }

    private static String text(Object line) {
        try {
            return Fields.JSON.writeValueAsString(line);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
