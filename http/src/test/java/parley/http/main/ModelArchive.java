package parley.http.main;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.apache.pekko.util.ByteString;

/** A ZIP archive written byte by byte, so that it can lie. */
final class ModelArchive {
    static final String FURINA = """
        {"Version": 3,
         "FileReferences": {"Moc": "furina.moc3", "Textures": ["textures/texture_00.png"], "Physics": "furina.physics3.json",
           "Expressions": [{"Name": "smile", "File": "smile.exp3.json"}], "Motions": {"Idle": [{"File": "idle.motion3.json"}]}},
         "Groups": [{"Target": "Parameter", "Name": "EyeBlink", "Ids": ["ParamEyeLOpen", "ParamEyeROpen"]},
                    {"Target": "Parameter", "Name": "LipSync", "Ids": ["ParamMouthOpenY"]}]}
        """;

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final short VERSION = 20;
    private static final short UNIX = (3 << 8) | VERSION;
    private static final short UTF_8 = 1 << 11;
    private static final short DEFLATE = 8;
    private static final int REGULAR = 0x8000;

    private final List<Entry> entries = new ArrayList<>();

    /** A file, and what is told of it. */
    private record Entry(ByteString name, ByteString packed, int size, int crc, int told, int flags, int mode) {}

    /** An archive of a good model, to add to. */
    static ModelArchive furina() {
        return new ModelArchive()
                .with("furina.model3.json", FURINA)
                .with("furina.moc3", "MOC3")
                .with("textures/texture_00.png", "png")
                .with("furina.physics3.json", "{}")
                .with("readme.txt", "left out");
    }

    ModelArchive with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    ModelArchive with(String name, byte[] content) {
        return with(name, content, content.length, 0, REGULAR);
    }

    /** A file that says it has another length. */
    ModelArchive lying(String name, byte[] content, int told) {
        return with(name, content, told, 0, REGULAR);
    }

    /** A file that says it is encrypted. */
    ModelArchive encrypted(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8), text.length(), 1, REGULAR);
    }

    /** A file that is a link or something else, as Unix tells it. */
    ModelArchive special(String name, String target, int mode) {
        return with(name, target.getBytes(StandardCharsets.UTF_8), target.length(), 0, mode);
    }

    private ModelArchive with(String name, byte[] content, int told, int flags, int mode) {
        CRC32 crc = new CRC32();
        crc.update(content);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) packed.write(buffer, 0, deflater.deflate(buffer));
        deflater.end();
        entries.add(new Entry(
                ByteString.fromString(name),
                ByteString.fromArrayUnsafe(packed.toByteArray()),
                content.length,
                (int) crc.getValue(),
                told,
                flags,
                mode));
        return this;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        for (Entry it : entries) {
            directory.write(central(it, file.size()));
            file.write(local(it));
        }
        int start = file.size();
        file.write(directory.toByteArray());
        file.write(buffer(22)
                .putInt(END)
                .putInt(0)
                .putShort((short) entries.size())
                .putShort((short) entries.size())
                .putInt(directory.size())
                .putInt(start)
                .array());
        return file.toByteArray();
    }

    private static byte[] local(Entry it) {
        return described(buffer(30 + it.name().size() + it.packed().size()).putInt(LOCAL), it)
                .putShort((short) 0)
                .put(it.name().toArray())
                .put(it.packed().toArray())
                .array();
    }

    private static byte[] central(Entry it, int at) {
        return described(buffer(46 + it.name().size()).putInt(CENTRAL).putShort(UNIX), it)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(it.mode << 16)
                .putInt(at)
                .put(it.name().toArray())
                .array();
    }

    private static ByteBuffer described(ByteBuffer to, Entry it) {
        return to.putShort(VERSION)
                .putShort((short) (it.flags | UTF_8))
                .putShort(DEFLATE)
                .putInt(0)
                .putInt(it.crc)
                .putInt(it.packed().size())
                .putInt(it.told)
                .putShort((short) it.name().size());
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
