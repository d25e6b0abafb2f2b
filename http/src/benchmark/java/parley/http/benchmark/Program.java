package parley.http.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program under measurement: started, asked for its processor time and memory, ended. */
final class Program implements AutoCloseable {
    /** Ticks of {@code /proc/PID/stat} in a second: fixed at 100 on Linux for programs. */
    private static final double TICKS = 100;

    private static final int USER_TICKS = 13;
    private static final int SYSTEM_TICKS = 14;

    private final Process process;

    private Program(Process process) {
        this.process = process;
    }

    static Program start(Path folder, Path log, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Program(builder.start());
    }

    /** Runs a program to its end and answers what it printed. */
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** User and system time so far, in microseconds. */
    double processorMicros() throws IOException {
        return micros(Path.of("/proc", Long.toString(process.pid())));
    }

    /**
     * The same without what Java's compilers took, which on a busy machine are at work for minutes. They must not come and
     * go meanwhile: {@code -XX:-UseDynamicNumberOfCompilerThreads}.
     */
    double workMicros() throws IOException {
        double micros = processorMicros();
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads.toList()) if (compiles(thread)) micros -= micros(thread);
        }
        return micros;
    }

    private static boolean compiles(Path thread) throws IOException {
        Path name = thread.resolve("comm");
        return Files.exists(name) && Files.readString(name).matches("C[12] Compiler[^$]*");
    }

    private static double micros(Path place) throws IOException {
        String stat = Files.readString(place.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TICKS - 2]) + Long.parseLong(fields[SYSTEM_TICKS - 2]);
        return ticks / TICKS * 1_000_000;
    }

    /** Resident memory, in kilobytes. */
    long residentKilobytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")))
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", ""));
        return 0;
    }

    boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
