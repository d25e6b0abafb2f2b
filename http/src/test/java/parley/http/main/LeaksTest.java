package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the search for leaks finds one that is there, in whatever form, and none that is not. */
class LeaksTest {
    private static final String PLANTED = "sk-planted-8c2d4e6f0a";
    private static final String LINE = "12 ü {\"why\":\"no " + PLANTED + " here\"}\n";
    private static final Leaks LEAKS = new Leaks(PLANTED);

    @Test
    void finds_a_planted_key_in_every_form(@TempDir Path folder) throws IOException {
        byte[] plain = LINE.getBytes(StandardCharsets.UTF_8);
        assertThat(LEAKS.in("it", plain)).contains("it: plain");
        for (String before : List.of("", "a", "ab", "abc"))
            assertThat(LEAKS.in("it", Base64.getEncoder().encode((before + LINE).getBytes(StandardCharsets.UTF_8))))
                    .as("after %s", before)
                    .anyMatch(it -> it.startsWith("it: Base64 at"));
        assertThat(LEAKS.in("it", HexFormat.of().withUpperCase().formatHex(plain)))
                .contains("it: hexadecimal");
        assertThat(LEAKS.in("it", HexFormat.of().withPrefix("%").formatHex(plain)))
                .contains("it: escaped");
        for (Charset each : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE))
            assertThat(LEAKS.in("it", LINE.getBytes(each))).contains("it: " + each);
        assertThat(LEAKS.in("it", PLANTED.substring(0, 16) + "...")).contains("it: its beginning");
        assertThat(LEAKS.in("it", "..." + PLANTED.substring(7))).contains("it: its end");

        Files.write(folder.resolve("gzip"), squeezed(plain, true));
        Files.write(folder.resolve("zlib"), squeezed(plain, false));
        assertThat(LEAKS.under(folder)).contains("gzip, squeezed at 9: plain", "zlib, squeezed at 9: plain");
    }

    @Test
    void finds_none_where_there_is_none(@TempDir Path folder) throws IOException {
        byte[] innocent = "sk-planted and 8c2d4e6f0a, apart from each other".getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("plain"), innocent);
        Files.write(folder.resolve("gzip"), squeezed(innocent, true));
        assertThat(LEAKS.under(folder)).isEmpty();
    }

    /** With nine bytes before it. */
    private static byte[] squeezed(byte[] plain, boolean gzip) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("123456789".getBytes(StandardCharsets.US_ASCII));
        try (OutputStream out = gzip ? new GZIPOutputStream(all) : new DeflaterOutputStream(all)) {
            out.write(plain);
        }
        return all.toByteArray();
    }
}
