package parley.http.character;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.SplittableRandom;

/** A portrait for whoever has none: the same squares and colours for the same name, without letters, so without fonts. */
final class DrawnPortrait {
    /** Squares on each side; the left half is the mirror of the right. */
    private static final int SQUARES = 7;

    private static final float SOFT = 0.35f;
    private static final float BRIGHT = 0.85f;

    private DrawnPortrait() {}

    static byte[] of(String name, int size) throws IOException {
        SplittableRandom chance = new SplittableRandom(name.hashCode());
        float hue = (float) chance.nextDouble();
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.getHSBColor(hue, SOFT / 2, BRIGHT));
        canvas.fillRect(0, 0, size, size);
        canvas.setColor(Color.getHSBColor(hue, 2 * SOFT, BRIGHT - SOFT));
        for (int column = 1; column <= SQUARES / 2; column++)
            for (int row = 1; row < SQUARES - 1; row++)
                if (chance.nextInt(3) > 0) {
                    square(canvas, column, row, size);
                    square(canvas, SQUARES - 1 - column, row, size);
                }
        canvas.dispose();
        return Picture.png(image);
    }

    private static void square(Graphics2D canvas, int column, int row, int size) {
        int left = column * size / SQUARES;
        int top = row * size / SQUARES;
        canvas.fillRect(left, top, (column + 1) * size / SQUARES - left, (row + 1) * size / SQUARES - top);
    }
}
