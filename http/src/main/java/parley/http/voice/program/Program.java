package parley.http.voice.program;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.speech.Sound;
import parley.engine.speech.SpeechFailure;

/** A program of this machine, run once for each sentence, on a thread of its own. */
final class Program {
    private static final Logger LOG = LoggerFactory.getLogger(Program.class);
    /** Nothing else of the environment is a voice's business; keys stand there. */
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "LD_LIBRARY_PATH", "ESPEAK_DATA_PATH");

    private final Path binary;
    private final int limit;

    /** {@code limit}: the most bytes that it may answer. */
    Program(Path binary, int limit) {
        this.binary = binary;
        this.limit = limit;
    }

    /** Where a program is: itself where it is given with its folder, else the first of that name in a list of folders. */
    static Optional<Path> find(String name, String folders) {
        if (name.isBlank()) return Optional.empty();
        if (Path.of(name).isAbsolute()) return Optional.of(Path.of(name)).filter(Program::runs);
        return Arrays.stream(folders.split(File.pathSeparator))
                .filter(it -> !it.isBlank())
                .map(it -> Path.of(it, name))
                .filter(Program::runs)
                .findFirst();
    }

    private static boolean runs(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** What it wrote to its standard output, and to its standard error. */
    record Output(ByteString sound, ByteString said) {}

    /** Runs the program once, to its end; for use inside of work alone. */
    @FunctionalInterface
    interface Run {
        Output with(List<String> arguments, String input) throws IOException;
    }

    /** What is to be done for one sentence; it may block. */
    @FunctionalInterface
    interface Work {
        Sound done(Run run) throws IOException;
    }

    /** Works on a thread of its own. Whoever cancels what is answered, or fails it, kills the program. */
    CompletableFuture<Sound> work(Work work) {
        CompletableFuture<Sound> result = new CompletableFuture<>();
        Thread.ofVirtual().name("voice-", 0).start(() -> {
            if (!result.isDone()) work(work, result);
        });
        return result;
    }

    private void work(Work work, CompletableFuture<Sound> result) {
        try {
            result.complete(work.done((arguments, input) -> output(arguments, input, result)));
        } catch (SpeechFailure failure) {
            result.completeExceptionally(failure);
        } catch (IOException | RuntimeException unexpected) {
            // Not its message, which may quote the sentence.
            if (!result.isDone()) LOG.warn("{} failed: {}", binary.getFileName(), unexpected.getClass());
            result.completeExceptionally(new SpeechFailure("the voice failed at this sentence"));
        }
    }

    private Output output(List<String> arguments, String input, CompletionStage<?> result) throws IOException {
        Process process = start(arguments);
        result.whenComplete((_, _) -> kill(process));
        try {
            Thread.ofVirtual().start(() -> write(process, input));
            FutureTask<ByteString> said = new FutureTask<>(
                    () -> ByteString.fromArrayUnsafe(process.getErrorStream().readNBytes(limit)));
            Thread.ofVirtual().start(said);
            byte[] sound = process.getInputStream().readNBytes(limit + 1);
            if (sound.length > limit) throw new SpeechFailure("the voice answered too much");
            ByteString told = said.get();
            int code = process.waitFor();
            if (code != 0) throw new SpeechFailure(binary.getFileName() + " ended with " + code);
            return new Output(ByteString.fromArrayUnsafe(sound), told);
        } catch (InterruptedException | ExecutionException broken) {
            throw new IOException("the program was not heard to its end", broken);
        } finally {
            kill(process);
        }
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(binary.toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return builder.start();
    }

    /** A program may end before it has read all; what it answered tells. */
    private static void write(Process process, String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // its end is seen by who reads
        }
    }

    private static void kill(Process process) {
        if (!process.isAlive()) return;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
