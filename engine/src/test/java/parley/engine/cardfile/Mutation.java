package parley.engine.cardfile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import parley.engine.cardfile.PngChunks.Chunk;

/** Breaks files: at bytes, at lengths, and in a PNG inside its card with right checksums. */
final class Mutation {
    private static final int[] NUMBERS = {0, 1, -1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF4, 0xFFFF, 0x10000};
    private static final String[] WORDS = {
        "\"",
        "{",
        "[",
        "null",
        "1e999999999",
        "\\ud800",
        "\"data\":",
        "@@",
        "\u0000",
        "-",
        "9".repeat(1200),
        "embeded://"
    };

    private Mutation() {}

    static byte[] of(byte[] seed, byte[] other, SplittableRandom random) {
        byte[] mutated = seed;
        for (int times = 1 + random.nextInt(4); times > 0; times--) mutated = once(mutated, other, random);
        boolean png = mutated.length > 16 && PngChunks.isPng(ByteBuffer.wrap(mutated));
        return png && random.nextBoolean() ? inside(mutated, random) : mutated;
    }

    private static byte[] once(byte[] seed, byte[] other, SplittableRandom random) {
        byte[] bytes = seed.clone();
        if (bytes.length < 8) return other.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] = (byte) random.nextInt();
            case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 ->
                ByteBuffer.wrap(bytes).putInt(Math.min(at, bytes.length - 4), NUMBERS[random.nextInt(NUMBERS.length)]);
            case 3 -> bytes = Arrays.copyOf(bytes, at);
            case 4 -> bytes = spliced(bytes, at, WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8));
            default -> {
                int from = random.nextInt(other.length);
                bytes = spliced(bytes, at, Arrays.copyOfRange(other, from, Math.min(other.length, from + 64)));
            }
        }
        return bytes;
    }

    // Else a broken checksum or broken base64 is all that is ever tried.
    private static byte[] inside(byte[] png, SplittableRandom random) {
        ByteBuffer file = ByteBuffer.wrap(png);
        try {
            for (Chunk chunk : PngChunks.of(file).chunks()) {
                if (!chunk.type().equals("tEXt")) continue;
                PngText text = PngText.of(file, chunk).orElseThrow();
                byte[] json = Base64Text.decoded(text.open(), png.length).toArray();
                byte[] broken = once(json, json, random);
                byte[] made =
                        PngPicture.text(text.keyword(), Base64.getEncoder().encode(broken));
                byte[] head = Arrays.copyOf(png, chunk.at());
                byte[] tail = Arrays.copyOfRange(png, chunk.at() + chunk.whole(), png.length);
                return ByteBuffer.allocate(head.length + made.length + tail.length)
                        .put(head)
                        .put(made)
                        .put(tail)
                        .array();
            }
        } catch (RuntimeException | java.io.IOException broken) {
            return png;
        }
        return png;
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] more) {
        return ByteBuffer.allocate(bytes.length + more.length)
                .put(bytes, 0, at)
                .put(more)
                .put(bytes, at, bytes.length - at)
                .array();
    }
}
