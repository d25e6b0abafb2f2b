package parley.http.wire;

import static parley.http.wire.Fault.Patience.DRIP;
import static parley.http.wire.Fault.Patience.ENDLESS;
import static parley.http.wire.Fault.Patience.FIRST_BYTE;
import static parley.http.wire.Fault.Patience.IDLE;
import static parley.http.wire.Fault.Patience.TOTAL;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import parley.http.wire.Dialect.Told;
import parley.http.wire.Dialect.Trouble;

/** What goes wrong inside an answer that began as 200. */
final class Faults {
    /** What every answer says. */
    static final List<String> TEXTS = List.of("Hello", " wörld", " 😀", ", \\bye\\.");

    private static final int LONG_LINE = 50_000_000;
    private static final byte[] BOMB = packed(new byte[64_000_000], GZIPOutputStream::new);
    /** A dozen of them are longer than {@link Fault}'s patience with a silence in a dripping answer. */
    private static final Duration DROP = Duration.ofMillis(150);

    private static final Duration COMMENT = Duration.ofMillis(50);

    private Faults() {}

    static Stream<Fault> inside() {
        return Stream.of(ends(), reports(), framings(), encodings(), sizes(), troubles(), silences())
                .flatMap(it -> it);
    }

    private static Stream<Fault> ends() {
        return Stream.of(
                whole("whole answer", Faults::good),
                whole("cut before the first event", _ -> new byte[0]),
                whole("cut politely after two texts", Faults::half),
                new Fault("cut hard after two texts", ENDLESS, it -> line -> {
                    line.write(it.head());
                    line.write(half(it));
                    line.reset();
                }),
                new Fault("cut inside a chunk of HTTP", ENDLESS, it -> line -> {
                    line.write("HTTP/1.1 200 OK\r\nContent-Type: " + it.mediaType()
                            + "\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n");
                    line.write(half(it));
                }),
                new Fault("cut short of its Content-Length", ENDLESS, it -> line -> {
                    line.write("HTTP/1.1 200 OK\r\nContent-Type: " + it.mediaType() + "\r\nContent-Length: "
                            + good(it).length + "\r\n\r\n");
                    line.write(half(it));
                }));
    }

    private static Stream<Fault> reports() {
        return Stream.of(
                whole("usage missing", it -> it.wired(it.answer(TEXTS, Told.NEVER))),
                whole("usage twice", it -> it.wired(it.answer(TEXTS, Told.TWICE))),
                whole("usage in every event", it -> it.wired(it.answer(TEXTS, Told.ALWAYS))));
    }

    private static Stream<Fault> framings() {
        return Stream.of(
                whole("lines end with CR", it -> ending(it, "\r")),
                whole("lines end with CRLF", it -> ending(it, "\r\n")),
                whole("byte order mark", it -> join(bytes("\uFEFF"), good(it))),
                whole("comments and empty lines", it -> woven(it, "\n\n: hush\n\n\n")),
                whole("empty lines", it -> woven(it, "\n\n\n")),
                whole("unheard-of events", it -> woven(it, it.framed(it.unheardOf(), "\n"))),
                new Fault("a byte at a time", ENDLESS, it -> line -> {
                    line.write(it.head());
                    for (byte each : good(it)) line.write(new byte[] {each});
                }),
                new Fault("slow drip", DRIP, it -> line -> {
                    line.write(it.head());
                    byte[] all = good(it);
                    int step = Math.ceilDiv(all.length, 12);
                    for (int at = 0; at < all.length; at += step) {
                        line.pause(DROP);
                        line.write(Arrays.copyOfRange(all, at, Math.min(all.length, at + step)));
                    }
                }),
                new Fault("another media type", ENDLESS, it -> line -> {
                    line.write(Dialect.head("text/plain", ""));
                    line.write(good(it));
                }),
                whole("malformed JSON", it -> join(half(it), bytes(it.framed("{\"choices\":[{\"delta\":{,", "\n")))),
                whole("invalid UTF-8", Faults::invalid));
    }

    private static Stream<Fault> encodings() {
        return Stream.of(
                encoded("gzip", "gzip", it -> packed(good(it), GZIPOutputStream::new)),
                encoded("deflate", "deflate", it -> packed(good(it), DeflaterOutputStream::new)),
                encoded("gzip cut off", "gzip", it -> {
                    byte[] all = packed(good(it), GZIPOutputStream::new);
                    return Arrays.copyOf(all, all.length - 20);
                }),
                encoded("gzip bomb", "gzip", _ -> BOMB));
    }

    private static Stream<Fault> sizes() {
        return Stream.of(
                new Fault("50 MB line", ENDLESS, it -> line -> {
                    line.write(it.head());
                    line.write(it.framed("{\"pad\":\"", ""));
                    byte[] much = new byte[100_000];
                    Arrays.fill(much, (byte) 'x');
                    for (int sent = 0; sent < LONG_LINE; sent += much.length) line.write(much);
                    line.write("\"}\n\n");
                }),
                new Fault("answer without end", ENDLESS, it -> line -> {
                    line.write(it.head());
                    byte[] event = it.wired(two(it));
                    for (int sent = 0; sent < LONG_LINE; sent += event.length) line.write(event);
                }));
    }

    private static Stream<Fault> troubles() {
        return Stream.of(
                        Stream.of(Trouble.values())
                                .map(what -> whole(
                                        "error at once: " + what, it -> bytes(it.framed(it.trouble(what), "\n")))),
                        Stream.of(Trouble.values())
                                .map(what -> whole(
                                        "error after two texts: " + what,
                                        it -> join(half(it), bytes(it.framed(it.trouble(what), "\n"))))))
                .flatMap(it -> it);
    }

    private static Stream<Fault> silences() {
        return Stream.of(
                new Fault("hang before its headers", FIRST_BYTE, _ -> FaultServer.Line::hang),
                new Fault("hang within its headers", FIRST_BYTE, _ -> line -> {
                    line.write("HTTP/1.1 200 OK\r\nContent-");
                    line.hang();
                }),
                new Fault("hang after its headers", FIRST_BYTE, it -> line -> {
                    line.write(it.head());
                    line.hang();
                }),
                new Fault("hang after two texts", IDLE, it -> line -> {
                    line.write(it.head());
                    line.write(half(it));
                    line.hang();
                }),
                new Fault("nothing but comments", TOTAL, it -> line -> {
                    line.write(it.head());
                    while (line.pause(COMMENT)) line.write(it.mediaType().contains("json") ? "\n" : ": wait\n\n");
                }));
    }

    private static Fault whole(String name, Function<Dialect, byte[]> body) {
        return new Fault(name, ENDLESS, it -> line -> {
            line.write(it.head());
            line.write(body.apply(it));
        });
    }

    private static Fault encoded(String name, String coding, Function<Dialect, byte[]> body) {
        return new Fault(name, ENDLESS, it -> line -> {
            line.write(Dialect.head(it.mediaType(), "Content-Encoding: " + coding + "\r\n"));
            line.write(body.apply(it));
        });
    }

    static byte[] good(Dialect dialect) {
        return dialect.wired(dialect.answer(TEXTS, Told.ONCE));
    }

    /** The beginning of an answer, up to and with its second text. */
    private static byte[] half(Dialect dialect) {
        return dialect.wired(two(dialect));
    }

    private static List<String> two(Dialect dialect) {
        List<String> all = dialect.answer(TEXTS, Told.ONCE);
        int at = 0;
        while (!all.get(at).contains(TEXTS.get(1))) at++;
        return all.subList(0, at + 1);
    }

    private static byte[] ending(Dialect dialect, String end) {
        StringBuilder all = new StringBuilder();
        for (String each : dialect.answer(TEXTS, Told.ONCE)) all.append(dialect.framed(each, end));
        return bytes(all.toString());
    }

    private static byte[] woven(Dialect dialect, String between) {
        StringBuilder all = new StringBuilder();
        for (String each : dialect.answer(TEXTS, Told.ONCE)) all.append(between).append(dialect.framed(each, "\n"));
        return bytes(all.toString());
    }

    private static byte[] invalid(Dialect dialect) {
        List<String> events = new ArrayList<>(dialect.answer(List.of("Hello", " w\u0001"), Told.ONCE));
        byte[] all = dialect.wired(events);
        for (int at = 0; at < all.length; at++) if (all[at] == 1) all[at] = (byte) 0xC3;
        return all;
    }

    private static byte[] packed(byte[] plain, Packing packing) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (OutputStream packed = packing.around(all)) {
            packed.write(plain);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return all.toByteArray();
    }

    @FunctionalInterface
    private interface Packing {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
