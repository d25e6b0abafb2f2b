package parley.http.main;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Looks for a secret in bytes of any kind: as it is, in part, in Base64 at any border, in hexadecimal, escaped for
 * addresses, in UTF-16, and in all that is squeezed inside.
 */
final class Leaks {
    private static final int MOST_INFLATED = 8 << 20;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};
    private static final byte[] ZLIB = {0x78};

    private final Map<String, String> needles = new LinkedHashMap<>();

    Leaks(String secret) {
        int third = secret.length() / 3;
        needles.put("plain", secret);
        needles.put("its beginning", secret.substring(0, secret.length() - third));
        needles.put("its end", secret.substring(third));
        for (int border = 0; border < 3; border++) needles.put("Base64 at " + border, base64(secret, border));
        needles.put("hexadecimal", HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
        needles.put("escaped", escaped(secret));
        needles.put("UTF-16LE", in(StandardCharsets.UTF_16LE, secret));
        needles.put("UTF-16BE", in(StandardCharsets.UTF_16BE, secret));
    }

    /** Where it is in a folder: each file, and the form. */
    List<String> under(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(it -> in(folder.relativize(it).toString(), bytes(it)).stream())
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    List<String> in(String name, String text) {
        return in(name, text.getBytes(StandardCharsets.UTF_8));
    }

    List<String> in(String name, byte[] bytes) {
        List<String> found = new ArrayList<>(plainly(name, bytes));
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        for (byte[] mark : List.of(GZIP, ZLIB))
            for (int at = all.indexOf(in(mark)); at >= 0; at = all.indexOf(in(mark), at + 1))
                found.addAll(plainly(name + ", squeezed at " + at, inflated(bytes, at, mark.length > 1)));
        return found;
    }

    private List<String> plainly(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String small = text.toLowerCase(Locale.ROOT);
        return needles.entrySet().stream()
                .filter(it -> text.contains(it.getValue()) || small.contains(it.getValue()))
                .map(it -> name + ": " + it.getKey())
                .toList();
    }

    /** As much as can be read; what only looked squeezed ends at once. */
    private static byte[] inflated(byte[] bytes, int at, boolean gzip) {
        ByteArrayInputStream from = new ByteArrayInputStream(bytes, at, bytes.length - at);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (var in = gzip ? new GZIPInputStream(from) : new InflaterInputStream(from)) {
            byte[] some = new byte[8192];
            for (int count = in.read(some); count > 0 && all.size() < MOST_INFLATED; count = in.read(some))
                all.write(some, 0, count);
        } catch (IOException _) {
            // No more of it is readable.
        }
        return all.toByteArray();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The characters that are the same whatever stands before and after it. */
    private static String base64(String secret, int border) {
        byte[] bytes = (" ".repeat(border) + secret).getBytes(StandardCharsets.UTF_8);
        String all = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return all.substring(border == 0 ? 0 : border + 1, bytes.length / 3 * 4);
    }

    private static String escaped(String secret) {
        String usual = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return usual.equals(secret)
                ? secret.chars().mapToObj("%%%02x"::formatted).collect(Collectors.joining())
                : usual;
    }

    private static String in(Charset charset, String secret) {
        return in(secret.getBytes(charset));
    }

    private static String in(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
