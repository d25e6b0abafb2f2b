package parley.http.voice.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a program for what it can do, once, at the start; it blocks. */
final class Inquiry {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 1 << 20;

    private Inquiry() {}

    /** What it answers to one argument; fails where it cannot be run or takes too long. */
    static String answer(Path binary, String argument) throws IOException {
        Process process = new ProcessBuilder(binary.toString(), argument)
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            FutureTask<byte[]> answer =
                    new FutureTask<>(() -> process.getInputStream().readNBytes(LONGEST));
            Thread.ofVirtual().start(answer);
            return new String(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), StandardCharsets.UTF_8);
        } catch (InterruptedException | ExecutionException | TimeoutException silent) {
            throw new IOException(binary.getFileName() + " does not tell what it can do", silent);
        } finally {
            process.destroyForcibly();
        }
    }
}
