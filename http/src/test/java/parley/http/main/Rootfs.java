package parley.http.main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The image's root file system without a container engine: its layers unpacked into a folder, the programs of this machine
 * below them, mounted read-only in a mount namespace of each program that is run in it. Needs root.
 */
final class Rootfs {
    /** What base image and engine would bring. */
    private static final List<String> SYSTEM = List.of("usr", "lib", "lib64", "bin", "etc", "dev", "proc", "sys");

    private static final String BUILD = "/parley/";

    private final Path root;
    private final Path data;
    private final Image image;
    private final List<String> environment = new ArrayList<>();

    /** Unpacks the layers of a stage below {@code folder}; what is built lies in the repository's own tree. */
    Rootfs(Image image, Path folder) {
        this.image = image;
        this.root = folder.resolve("root");
        this.data = folder.resolve("data");
        try {
            for (String place : SYSTEM) Files.createDirectories(root.resolve(place));
            for (String place : List.of("tmp", "data", "parley")) Files.createDirectories(root.resolve(place));
            Files.createDirectories(data);
            for (Image.Copy it : image.copies()) unpack(it);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether everything is there that the image would be made of, and this machine lets us. */
    static boolean possible(Image image) {
        return System.getProperty("user.name").equals("root")
                && Files.isExecutable(Path.of("/usr/bin/unshare"))
                && image.copies().stream().allMatch(it -> Files.exists(source(it)));
    }

    private static Path source(Image.Copy copy) {
        String from = copy.stage().isEmpty() ? copy.from() : copy.from().substring(BUILD.length());
        return DeploymentTest.ROOT.resolve(from);
    }

    private void unpack(Image.Copy copy) throws IOException {
        Path from = source(copy);
        Path to = root.resolve(copy.to().substring(1));
        if (Files.isRegularFile(from)) {
            Files.createDirectories(to);
            Files.copy(from, to.resolve(from.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path place = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(place);
                else Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Runs a command as the build of the image would: as root, with a root that can be written. */
    ProcessBuilder building(List<String> command) {
        return inside(command, "0", false);
    }

    /** Runs a command as the engine would with {@code --read-only}: as the image's user. */
    ProcessBuilder running(List<String> command) {
        return inside(command, image.all("USER").getLast(), true);
    }

    private ProcessBuilder inside(List<String> command, String user, boolean sealed) {
        StringBuilder script = new StringBuilder("set -e; mount --make-rprivate /; mount --bind $0 $0; ");
        for (String place : SYSTEM)
            script.append("mount --rbind /")
                    .append(place)
                    .append(" $0/")
                    .append(place)
                    .append("; ");
        script.append("mount -t tmpfs -o mode=1777 tmpfs $0/tmp; chown ")
                .append(user)
                .append(" $1; ");
        script.append("mount --bind $1 $0/data; ");
        if (sealed) script.append("mount -o remount,ro,bind $0; ");
        script.append("root=$0; shift 1; cd $root/data; exec chroot --userspec=")
                .append(user)
                .append(':')
                .append(user);
        script.append(" $root \"$@\"");
        List<String> whole = new ArrayList<>(List.of(
                "/usr/bin/unshare", "--mount", "bash", "-c", script.toString(), root.toString(), data.toString()));
        whole.addAll(List.of("/usr/bin/env", "-i", "PATH=" + System.getProperty("java.home") + "/bin:/usr/bin:/bin"));
        for (String given : image.all("ENV")) whole.addAll(List.of(given.split(" ")));
        whole.addAll(environment);
        whole.addAll(List.of("bash", "-c", "cd " + image.all("WORKDIR").getLast() + " && exec \"$@\"", "bash"));
        whole.addAll(command);
        return new ProcessBuilder(whole).redirectErrorStream(true);
    }

    /** What the engine is told by {@code -e}. */
    void environment(String name, String value) {
        environment.add(name + "=" + value);
    }

    /** How a program ended. */
    record Ended(int code, String said) {}

    static Ended ended(ProcessBuilder program) throws IOException, InterruptedException {
        Process process = program.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
