package parley.engine.cardfile;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes hostile files that are too large to be kept, each in a directory of the test's. */
final class HostileFiles {
    static final String CARD = "{\"spec\":\"chara_card_v3\",\"spec_version\":\"3.0\",\"data\":{\"name\":\"Made\","
            + "\"description\":\"d\",\"group_only_greetings\":[]}}";

    private static final int MEGABYTE = 1024 * 1024;

    /** So many megabytes come out of a few kilobytes. */
    private static final int BOMB = 40;

    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;

    private final Path directory;

    HostileFiles(Path directory) {
        this.directory = directory;
    }

    /** All of them. */
    void makeAll() {
        json("field-50mb.json", 50);
        json("field-7mb.json", 7);
        nested("deep-objects.json", "{\"a\":", 100_000);
        lists("many-lists.json", 8 * MEGABYTE - 64);
        textBomb("ztxt-bomb.png", "zTXt", new byte[] {'c', 'h', 'a', 'r', 'a', 0, 0});
        textBomb("itxt-bomb.png", "iTXt", new byte[] {'c', 'c', 'v', '3', 0, 1, 0, 0, 0});
        manyChunks("many-chunks.png");
        zip("bomb.charx", "card.json", BOMB);
        lying("lying-small.charx", BOMB, 607);
        lying("lying-large.charx", 1, 0xFFFFFFFEL);
        twice("twice.charx");
        members("traversal.charx", "card.json", "../../evil.png", "/etc/passwd", "C:\\x", "a\\..\\b", "assets/ok.png");
        many("many-members.charx", 2_500);
        many("huge-directory.charx", 30_000);
        largest("largest.png");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    private void json(String name, int megabytes) {
        write(name, out -> {
            out.write(CARD.replace("\"d\"", "\"")
                    .substring(0, CARD.indexOf("\"d\"") + 1)
                    .getBytes(StandardCharsets.UTF_8));
            for (int count = 0; count < megabytes; count++) out.write(text(MEGABYTE));
            out.write("\"}}".getBytes(StandardCharsets.UTF_8));
        });
    }

    private void nested(String name, String level, int times) {
        write(name, out -> out.write(level.repeat(times).getBytes(StandardCharsets.UTF_8)));
    }

    private void lists(String name, int length) {
        write(name, out -> {
            out.write("{\"name\":\"x\",\"a\":[[]".getBytes(StandardCharsets.UTF_8));
            out.write(",[]".repeat(length / 3 - 10).getBytes(StandardCharsets.UTF_8));
            out.write("]}".getBytes(StandardCharsets.UTF_8));
        });
    }

    private void textBomb(String name, String type, byte[] head) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(head);
        try (OutputStream packed = new DeflaterOutputStream(data)) {
            byte[] same = text(MEGABYTE);
            for (int count = 0; count < BOMB; count++) packed.write(same);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        write(name, out -> out.write(CardCorpus.png(PngPicture.chunk(type, data.toByteArray()))));
    }

    private void manyChunks(String name) {
        write(name, out -> {
            byte[] plain = PlainPicture.png();
            out.write(plain, 0, 33);
            byte[] empty = PngPicture.chunk("aaAa", new byte[0]);
            for (int count = 0; count < MEGABYTE; count++) out.write(empty);
        });
    }

    private void zip(String name, String member, int megabytes) {
        write(name, out -> out.write(archive(member, megabytes)));
    }

    private void lying(String name, int megabytes, long size) {
        byte[] archive = archive("card.json", megabytes);
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 46 < archive.length; at++) {
            if (bytes.getInt(at) == CENTRAL) bytes.putInt(at + 24, (int) size);
            if (bytes.getInt(at) == LOCAL) bytes.putInt(at + 22, (int) size);
        }
        write(name, out -> out.write(archive));
    }

    private void twice(String name) {
        byte[] archive = archive(zip -> {
            put(zip, "card.json", CARD);
            put(zip, "card.jsox", CARD.replace("Made", "Other"));
        });
        for (int at = 0; at + 9 < archive.length; at++) {
            if (new String(archive, at, 9, StandardCharsets.US_ASCII).equals("card.jsox")) archive[at + 8] = 'n';
        }
        write(name, out -> out.write(archive));
    }

    void members(String name, String... members) {
        write(
                name,
                out -> out.write(archive(zip -> {
                    for (String member : members) put(zip, member, CARD);
                })));
    }

    private void many(String name, int count) {
        write(
                name,
                out -> out.write(archive(zip -> {
                    put(zip, "card.json", CARD);
                    for (int number = 0; number < count; number++)
                        put(zip, "assets/other/images/" + number + ".png", "");
                })));
    }

    // As large as anything may be that is read: a picture that does not pack, and a card that does.
    private void largest(String name) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(new byte[] {'c', 'c', 'v', '3', 0, 0});
        try (OutputStream packed = new DeflaterOutputStream(text)) {
            String start = CARD.substring(0, CARD.length() - 2);
            packed.write(start.getBytes(StandardCharsets.UTF_8));
            packed.write(",\"u\":\"龍\"".getBytes(StandardCharsets.UTF_8));
            for (int field = 0; field < 7; field++) {
                packed.write((",\"f" + field + "\":\"").getBytes(StandardCharsets.UTF_8));
                packed.write(text(MEGABYTE));
                packed.write('"');
            }
            packed.write("}}".getBytes(StandardCharsets.UTF_8));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        byte[] noise = new byte[18 * MEGABYTE];
        new Random(1).nextBytes(noise);
        write(
                name,
                out -> out.write(
                        CardCorpus.png(PngPicture.chunk("zTXt", text.toByteArray()), PngPicture.chunk("IDAT", noise))));
    }

    private static byte[] archive(String member, int megabytes) {
        return archive(zip -> {
            zip.putNextEntry(new ZipEntry(member));
            zip.write(CARD.getBytes(StandardCharsets.UTF_8));
            byte[] same = " ".repeat(MEGABYTE).getBytes(StandardCharsets.UTF_8);
            for (int count = 0; count < megabytes; count++) zip.write(same);
            zip.closeEntry();
        });
    }

    private static byte[] archive(Writing<ZipOutputStream> writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            writing.write(zip);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String member, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(member));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static byte[] text(int length) {
        return "a".repeat(length).getBytes(StandardCharsets.UTF_8);
    }

    private void write(String name, Writing<OutputStream> writing) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file(name)))) {
            writing.write(out);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private interface Writing<T> {
        void write(T out) throws IOException;
    }
}
