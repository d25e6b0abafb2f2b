package parley.engine.safe;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All master keys of this house: the last seals, and each opens what was sealed with it. */
public final class MasterKeys {
    private final List<MasterKey> keys;

    private MasterKeys(List<MasterKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * The operator's own keys, commas between them; the first one seals.
     *
     * @throws IllegalArgumentException where one is not 32 bytes in Base64
     */
    public static MasterKeys configured(String text) {
        return new MasterKeys(
                Stream.of(text.split(",")).map(MasterKey::of).toList().reversed());
    }

    /**
     * The keys in a data directory; the first is made there on the first start.
     *
     * @throws java.io.UncheckedIOException where they cannot be kept there
     */
    public static MasterKeys keptIn(Path directory, SecureRandom random) {
        return new MasterKeys(new KeyFile(directory).read(random));
    }

    /** Makes a new key in a data directory, which seals from now on; the older ones stay. */
    public static MasterKeys renewedIn(Path directory, SecureRandom random) {
        KeyFile file = new KeyFile(directory);
        List<MasterKey> keys = new ArrayList<>(file.read(random));
        keys.add(MasterKey.fresh(random));
        file.write(keys);
        return new MasterKeys(keys);
    }

    /** The id of the key that seals. */
    public String current() {
        return keys.getLast().id();
    }

    /** The ids of all keys, that of the one that seals last. */
    public List<String> ids() {
        return keys.stream().map(MasterKey::id).toList();
    }

    MasterKey sealing() {
        return keys.getLast();
    }

    Optional<MasterKey> find(String id) {
        return keys.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return "MasterKeys" + ids();
    }
}
