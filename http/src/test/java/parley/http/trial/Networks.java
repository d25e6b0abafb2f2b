package parley.http.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A network namespace for each server, all on one bridge of this machine, whose lines can be cut. Needs root and {@code
 * ip}; what it makes bears the number of this process and goes with it, at the latest when the next one begins.
 */
final class Networks implements Ground {
    private static final String MARK = "ply";
    private static final Path NAMED = Path.of("/run/netns");
    private static final Path DEVICES = Path.of("/sys/class/net");
    private static final int FIRST = 10;
    private static final int NETWORKS = 4_096;
    private static final int BLOCKS = 256;
    private static final int BLOCK = 64;

    private final String mark;
    private final String net;
    private final int servers;
    private final Set<Cut> cuts = new HashSet<>();

    /** One way from a server to another that leads nowhere. */
    private record Cut(int from, int to) {}

    Networks(int servers) {
        sweep();
        long process = ProcessHandle.current().pid();
        int number = (int) (process % NETWORKS);
        this.mark = MARK + process;
        this.net = "10." + (BLOCK + number / BLOCKS) + "." + number % BLOCKS + ".";
        this.servers = servers;
        ip("link add %s type bridge".formatted(mark));
        ip("addr add %s1/24 dev %s".formatted(net, mark));
        ip("link set %s up".formatted(mark));
        for (int i = 0; i < servers; i++) settle(i);
    }

    private void settle(int server) {
        ip("netns add %s".formatted(name(server)));
        ip("link add %s type veth peer name eth0 netns %s".formatted(plug(server), name(server)));
        ip("link set %s master %s up".formatted(plug(server), mark));
        ip("-n %s addr add %s/24 dev eth0".formatted(name(server), address(server)));
        ip("-n %s link set eth0 up".formatted(name(server)));
        ip("-n %s link set lo up".formatted(name(server)));
    }

    /** Why this cannot be had here; empty where it can. */
    static String missing() {
        if (!"root".equals(System.getProperty("user.name"))) return "only root may make them";
        String name = MARK + "0-" + ProcessHandle.current().pid();
        try {
            ip("netns add %s".formatted(name));
            ip("netns del %s".formatted(name));
            return "";
        } catch (UncheckedIOException | IllegalStateException no) {
            return String.valueOf(no.getMessage()).strip();
        }
    }

    @Override
    public List<String> inside(int server) {
        return List.of("ip", "netns", "exec", name(server));
    }

    @Override
    public String address(int server) {
        return net + (FIRST + server);
    }

    @Override
    public String ours() {
        return net + "1";
    }

    /** The addresses of all. */
    String range() {
        return net + "0/24";
    }

    private String name(int server) {
        return mark + "-" + server;
    }

    private String plug(int server) {
        return mark + "p" + server;
    }

    /** Nothing that a server sends to another arrives any more, though it still hears from it what it need not answer. */
    void cut(int from, int to) {
        if (cuts.add(new Cut(from, to))) ip("-n %s route add blackhole %s/32".formatted(name(from), address(to)));
    }

    /** Servers of different groups do not reach each other; all still reach the database, the model and their viewers. */
    void split(List<List<Integer>> groups) {
        for (List<Integer> here : groups)
            for (List<Integer> there : groups)
                if (!here.equals(there)) for (int from : here) there.forEach(to -> cut(from, to));
    }

    /** A server reaches nobody at all, and nobody reaches it. */
    void unplug(int server) {
        ip("link set %s down".formatted(plug(server)));
    }

    /** All lines are whole again. */
    void mend() {
        for (Cut it : cuts) ip("-n %s route del blackhole %s/32".formatted(name(it.from), address(it.to)));
        cuts.clear();
        for (int i = 0; i < servers; i++) ip("link set %s up".formatted(plug(i)));
    }

    @Override
    public void close() {
        remove(mark);
    }

    /** Takes away what a process left that did not come to its end. */
    private static void sweep() {
        for (String name : names(NAMED))
            if (name.matches(MARK + "\\d+-\\d+")) sweep(name.substring(0, name.indexOf('-')));
        for (String name : names(DEVICES)) if (name.matches(MARK + "\\d+")) sweep(name);
    }

    private static void sweep(String mark) {
        if (!Files.exists(Path.of("/proc", mark.substring(MARK.length())))) remove(mark);
    }

    private static void remove(String mark) {
        for (String name : names(NAMED)) {
            if (!name.startsWith(mark + "-")) continue;
            for (String pid : ip("netns pids " + name).lines().toList())
                ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(ProcessHandle::destroyForcibly);
            ip("netns del %s".formatted(name));
        }
        if (names(DEVICES).contains(mark)) ip("link del %s".formatted(mark));
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String ip(String words) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words.split(" ", -1)));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.onExit().join().exitValue();
            if (code != 0) throw new IllegalStateException(String.join(" ", command) + ": " + said);
            return said;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
