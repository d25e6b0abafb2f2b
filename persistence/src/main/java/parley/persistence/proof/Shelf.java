package parley.persistence.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * The fates of all holds between the reading of the accounts and that of the conversations, in a file of its own for as
 * long as a proof takes: there may be more than memory holds.
 */
final class Shelf implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MEGABYTES_IN_MEMORY = 32;

    private final Path file;
    private final MVStore store;
    private final MVMap<String, String> fates;

    private Shelf(Path file) {
        this.file = file;
        store = new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(MEGABYTES_IN_MEMORY)
                .open();
        fates = store.openMap("fates");
    }

    static Shelf open() {
        try {
            return new Shelf(Files.createTempFile("parley-proof-", ".shelf"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String waste(String entry) {
        return "waste " + entry;
    }

    static String hold(String hold) {
        return "hold " + hold;
    }

    Optional<Fate> look(String name) {
        return Optional.ofNullable(fates.get(name)).map(Shelf::read);
    }

    void put(String name, Fate fate) {
        try {
            fates.put(name, JSON.writeValueAsString(fate));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    Optional<Fate> take(String name) {
        return Optional.ofNullable(fates.remove(name)).map(Shelf::read);
    }

    /** Whatever nobody has taken. */
    void rest(BiConsumer<String, Fate> each) {
        fates.forEach((name, fate) -> each.accept(name, read(fate)));
    }

    private static Fate read(String json) {
        try {
            return JSON.readValue(json, Fate.class);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        store.closeImmediately();
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
