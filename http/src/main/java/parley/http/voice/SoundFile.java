package parley.http.voice;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.pekko.util.ByteString;
import parley.engine.speech.MouthShape;
import parley.engine.speech.Sound;
import parley.engine.speech.Timing;
import parley.engine.speech.Viseme;

/** A sound with its timing as bytes: a mark, a check sum of what follows, and its parts one after the other. */
final class SoundFile {
    /** The last digit counts the shapes that this file has had. */
    private static final int MARK = 0x50534e31;

    private static final int HEADER = Integer.BYTES + Long.BYTES;

    private SoundFile() {}

    static byte[] of(Sound sound) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(sound.bytes().size() + 4096);
        try (DataOutputStream out = new DataOutputStream(content)) {
            out.writeUTF(sound.mediaType());
            out.writeLong(sound.length().toNanos());
            write(sound.timing(), out);
            out.writeInt(sound.bytes().size());
            out.write(sound.bytes().toArray());
            byte[] body = content.toByteArray();
            ByteArrayOutputStream file = new ByteArrayOutputStream(HEADER + body.length);
            try (DataOutputStream header = new DataOutputStream(file)) {
                header.writeInt(MARK);
                header.writeLong(sum(body, 0));
                header.write(body);
            }
            return file.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Fails where this is not a whole sound. */
    static Sound read(byte[] file) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            if (in.readInt() != MARK || in.readLong() != sum(file, HEADER))
                throw new IOException("this is not a whole sound");
            String mediaType = in.readUTF();
            Duration length = Duration.ofNanos(in.readLong());
            Timing timing = timing(in);
            return new Sound(mediaType, ByteString.fromArrayUnsafe(in.readNBytes(in.readInt())), length, timing);
        } catch (IllegalArgumentException unknown) {
            throw new IOException("this sound is of another kind", unknown);
        }
    }

    private static void write(Timing timing, DataOutputStream out) throws IOException {
        out.writeUTF(timing.basis().name());
        out.writeInt(timing.words().size());
        for (Timing.Word word : timing.words()) {
            out.writeUTF(word.text());
            out.writeDouble(word.time());
            out.writeDouble(word.duration());
        }
        out.writeInt(timing.visemes().size());
        for (Viseme viseme : timing.visemes()) {
            out.writeDouble(viseme.time());
            out.writeDouble(viseme.duration());
            out.writeUTF(viseme.shape().name());
        }
    }

    private static Timing timing(DataInputStream in) throws IOException {
        Timing.Basis basis = Timing.Basis.valueOf(in.readUTF());
        List<Timing.Word> words = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--)
            words.add(new Timing.Word(in.readUTF(), in.readDouble(), in.readDouble()));
        List<Viseme> visemes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--)
            visemes.add(new Viseme(in.readDouble(), in.readDouble(), MouthShape.valueOf(in.readUTF())));
        return new Timing(basis, words, visemes);
    }

    private static long sum(byte[] bytes, int from) {
        CRC32 sum = new CRC32();
        sum.update(bytes, from, Math.max(0, bytes.length - from));
        return sum.getValue();
    }
}
