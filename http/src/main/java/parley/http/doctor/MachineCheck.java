package parley.http.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine, as far as a process sees it: its Java, its memory and its disk. */
final class MachineCheck {
    private static final int OLDEST_JAVA = 25;
    private static final long MEGABYTE = 1 << 20;
    /** In MiB; a server with fewer is always collecting. */
    private static final long LEAST_HEAP = 192;

    private static final int MOST_PERCENT = 80;
    /** In MiB. */
    private static final long LITTLE_DISK = 1024;

    private static final long TOO_LITTLE_DISK = 64;

    private MachineCheck() {}

    static List<Finding> java() {
        String text = "Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors";
        return List.of(
                Runtime.version().feature() >= OLDEST_JAVA
                        ? Finding.ok("java", text)
                        : Finding.wrong("java", text, "take Java " + OLDEST_JAVA + " or later"));
    }

    /** The JDK sees the limit of a container as the memory of the machine. */
    static List<Finding> memory() {
        long heap = Runtime.getRuntime().maxMemory() / MEGABYTE;
        long total =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / MEGABYTE;
        return List.of(memory(heap, total));
    }

    static Finding memory(long heap, long total) {
        String text = "a heap of " + heap + " MiB at most, of the " + total + " MiB that there are";
        if (heap < LEAST_HEAP)
            return Finding.warn(
                    "memory", text, "give it " + LEAST_HEAP + " MiB or more, by -Xmx or by a larger container");
        if (heap * 100 > total * MOST_PERCENT)
            return Finding.warn(
                    "memory",
                    text,
                    "leave a fifth for threads, buffers and voices, by -XX:MaxRAMPercentage=75: else the container is"
                            + " killed for it");
        return Finding.ok("memory", text);
    }

    /** Writes a file of nothing where a server would write, and removes it. */
    static List<Finding> data(Patient patient) {
        Path data = Path.of(patient.config().getString("parley.data"))
                .toAbsolutePath()
                .normalize();
        String hint = "let PARLEY_DATA name a folder that the server's user may write";
        try {
            Path there = data;
            while (there.getParent() != null && Files.notExists(there)) there = there.getParent();
            if (!Files.isDirectory(there)) return List.of(Finding.wrong("data", there + " is no folder", hint));
            Files.delete(Files.createTempFile(there, "parley-doctor", ".probe"));
            return List.of(disk(data, Files.getFileStore(there).getUsableSpace() / MEGABYTE, Files.exists(data)));
        } catch (IOException denied) {
            return List.of(Finding.wrong("data", data + " cannot be written: " + Reasons.of(denied), hint));
        }
    }

    private static Finding disk(Path data, long free, boolean exists) {
        String text = data + (exists ? "" : " (made at the first start)") + ", " + free + " MiB free";
        if (free < TOO_LITTLE_DISK) return Finding.wrong("data", text, "make room: the next write may fail");
        if (free < LITTLE_DISK) return Finding.warn("data", text, "make room before it is full");
        return Finding.ok("data", text);
    }
}
