package parley.http.main;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** All that this process writes to its standard streams until this is closed, which is written there as well. */
final class Streams implements AutoCloseable {
    private final PrintStream out = System.out;
    private final PrintStream error = System.err;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Streams() {
        System.setOut(both(out));
        System.setErr(both(error));
    }

    String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(error);
    }

    private PrintStream both(PrintStream first) {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        write(new byte[] {(byte) one}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        first.write(bytes, from, length);
                        kept.write(bytes, from, length);
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }
}
