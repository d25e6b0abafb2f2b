package parley.engine.kernel;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Lets Pekko keep events and snapshots in the {@linkplain JournalJson journal's handwriting}, under their stable names. */
public final class JournalSerializer extends SerializerWithStringManifest {
    /** Stored beside each event; it never changes. */
    private static final int IDENTIFIER = 7301;

    private final JournalJson json;

    public JournalSerializer(ExtendedActorSystem system) {
        json = JournalJson.from(system.settings().config());
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object thing) {
        return JournalJson.name(thing.getClass());
    }

    /** Refuses a type that could be written but never read again. */
    @Override
    public byte[] toBinary(Object thing) {
        String name = manifest(thing);
        if (json.type(name) != thing.getClass() || !(thing instanceof Journaled journaled))
            throw new IllegalArgumentException(
                    thing.getClass().getName() + " belongs to no family in " + JournalJson.FAMILIES);
        return JournalJson.write(journaled);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            return json.read(manifest, bytes);
        } catch (NotSerializableException unknown) {
            throw unknown;
        } catch (IOException fault) {
            throw new UncheckedIOException("a '" + manifest + "' in the journal cannot be read", fault);
        }
    }
}
