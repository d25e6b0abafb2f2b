package parley.http.character;

import parley.engine.kernel.Refusal;

/** How large a WEBP is, as its first chunk says (RFC 9649, 2.5 to 2.7). */
record WebpSize(long width, long height) {
    private static final int BEGINNING = 30;

    static WebpSize of(byte[] webp) {
        if (webp.length < BEGINNING) throw Refusal.invalid("this WEBP ends too early");
        return switch (webp[15]) {
            case 'X' -> new WebpSize(1 + number(webp, 24, 3), 1 + number(webp, 27, 3));
            case 'L' -> {
                long bits = number(webp, 21, 4);
                yield new WebpSize(1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
            }
            default -> new WebpSize(number(webp, 26, 2) & 0x3FFF, number(webp, 28, 2) & 0x3FFF);
        };
    }

    private static long number(byte[] bytes, int from, int count) {
        long number = 0;
        for (int at = count - 1; at >= 0; at--) number = number << 8 | (bytes[from + at] & 0xFF);
        return number;
    }

    void check(long most) {
        if (width * height > most) throw Picture.tooManyPixels(width, height, most);
    }
}
