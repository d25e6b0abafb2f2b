package parley.http.doctor;

import com.typesafe.config.Config;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who would speak: the voice in the program, programs of this machine, and servers of voices that are reached. */
record VoicesCheck(Patient patient, Duration patience) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    List<Finding> findings() {
        Config voices = patient.parley().getConfig("voices");
        if (!voices.getBoolean("enabled"))
            return List.of(Finding.warn("voices", "voices are switched off", "set PARLEY_VOICES=on to hear anything"));
        List<String> here = new ArrayList<>();
        if (voices.getBoolean("mary.enabled")) here.add("mary");
        for (String program : List.of("piper", "espeak", "flite"))
            if (isThere(voices.getString("programs." + program + ".program"))) here.add(program);
        List<Finding> findings = new ArrayList<>();
        findings.add(
                here.isEmpty()
                        ? Finding.warn("voices", "nobody on this machine can speak", "set PARLEY_VOICES_MARY=on")
                        : Finding.ok("voices", "on this machine: " + String.join(", ", here)));
        Config servers = voices.getConfig("servers");
        for (String server : List.of("own", "companion", "openai", "elevenlabs"))
            reached(server, servers.getConfig(server)).ifPresent(findings::add);
        return findings;
    }

    /** Services are only spoken to with a key. */
    private Optional<Finding> reached(String name, Config server) {
        boolean service = name.equals("openai") || name.equals("elevenlabs");
        String base = server.getString("base-url").strip();
        if (base.isEmpty() || (service && server.getString("api-key").isBlank())) return Optional.empty();
        URI address = URI.create(base);
        int usual = "https".equals(address.getScheme()) ? HTTPS : HTTP;
        int port = address.getPort() < 0 ? usual : address.getPort();
        String who = name + " at " + address.getHost() + ":" + port;
        return Optional.of(
                Network.answers(String.valueOf(address.getHost()), port, patience)
                        ? Finding.ok("voices", who + " is reached")
                        : Finding.warn("voices", who + " is not reached", "other voices step in; see its base-url"));
    }

    private boolean isThere(String program) {
        if (program.isBlank()) return false;
        if (program.contains(File.separator)) return Files.isExecutable(Path.of(program));
        return Stream.of(patient.environment().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(it -> !it.isBlank())
                .anyMatch(it -> Files.isExecutable(Path.of(it, program)));
    }
}
