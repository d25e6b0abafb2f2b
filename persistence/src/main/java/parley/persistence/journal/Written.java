package parley.persistence.journal;

import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;

/** Something in the form in which it is stored, and what is needed to read it again. */
record Written(
        int serializer,
        String manifest,
        @SuppressWarnings("ArrayRecordComponent") byte[] bytes) {

    static Written of(Object thing, Serialization serialization) {
        Serializer serializer = serialization.findSerializerFor(thing);
        return new Written(
                serializer.identifier(),
                Serializers.manifestFor(serializer, thing),
                serialization.serialize(thing).get());
    }

    /** Fails with a sentence that names {@code place} where the bytes cannot be read. */
    Object read(Serialization serialization, String place) {
        try {
            return serialization.deserialize(bytes, serializer, manifest).get();
        } catch (Exception failure) {
            throw new UnreadableRow(
                    place + " cannot be read: it holds " + bytes.length + " bytes of '" + manifest + "' for serializer "
                            + serializer + ": " + failure.getMessage(),
                    failure);
        }
    }
}
