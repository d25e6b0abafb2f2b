package parley.engine.cardfile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** The picture of a character that has none: a grey head and shoulders, drawn on the spot. */
final class PlainPicture {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 300;
    private static final int HEAD = 45;
    private static final int HEAD_HEIGHT = 110;
    private static final int SHOULDERS = 95;
    private static final byte PAPER = (byte) 0xE6;
    private static final byte INK = (byte) 0x9A;

    private static final byte[] PNG = drawn();

    private PlainPicture() {}

    /** A PNG of 200 by 300 grey pixels. */
    static byte[] png() {
        return PNG.clone();
    }

    private static byte[] drawn() {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(WIDTH)
                .putInt(HEIGHT)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(PngChunks.SIGNATURE);
        png.writeBytes(PngPicture.chunk("IHDR", header));
        png.writeBytes(PngPicture.chunk("IDAT", packed(pixels())));
        png.writeBytes(PngPicture.chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    // Each row begins with a byte that says how it is filtered: not at all.
    private static byte[] pixels() {
        ByteBuffer pixels = ByteBuffer.allocate((WIDTH + 1) * HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            pixels.put((byte) 0);
            for (int x = 0; x < WIDTH; x++) pixels.put(isFigure(x - WIDTH / 2, y) ? INK : PAPER);
        }
        return pixels.array();
    }

    private static boolean isFigure(int x, int y) {
        boolean head = Math.hypot(x, y - HEAD_HEIGHT) < HEAD;
        return head || Math.hypot(x, (y - HEIGHT) * 0.75) < SHOULDERS;
    }

    private static byte[] packed(byte[] pixels) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(pixels);
            deflater.finish();
            byte[] some = new byte[pixels.length];
            int length = deflater.deflate(some);
            return ByteBuffer.allocate(length).put(some, 0, length).array();
        } finally {
            deflater.end();
        }
    }
}
