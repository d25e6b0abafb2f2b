package parley.http.doctor;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings that nobody reads, because their names are wrong: in the operator's file, and in the environment. */
record SettingsCheck(Patient patient) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\?([A-Z][A-Z0-9_]*)}");
    private static final String OURS = "PARLEY_";

    /** Tables whose names an operator chooses. */
    private static final Set<String> OPEN = Set.of(
            "parley.models.capabilities",
            "parley.upstream.providers",
            "parley.connections.providers",
            "parley.tools.servers");

    /** What Kubernetes tells every container of a service that is called like us. */
    private static final Pattern SERVICES = Pattern.compile(
            "PARLEY(_[A-Z0-9_]+)?_SERVICE_(HOST|PORT(_.*)?)|PARLEY(_[A-Z0-9_]+)?_PORT(_\\d+_(TCP|UDP)(_.*)?)?");

    /** The files that name variables. */
    private static final List<String> FILES = List.of(
            "environment.conf",
            "parley-engine.conf",
            "parley-persistence.conf",
            "parley-http.conf",
            "application.conf",
            "connections.conf",
            "cluster.conf",
            "upstream.conf",
            "models.conf",
            "capabilities.conf",
            "voices.conf",
            "tools.conf",
            "traces.conf");

    /** What is read by the start script and the container and not by the server, and what tests of ours are told by. */
    private static final Set<String> OTHERS =
            Set.of("PARLEY_CONFIG", "PARLEY_OPTS", "PARLEY_JAVA_OPTS", "PARLEY_IMAGE");

    List<Finding> findings() throws IOException {
        List<Finding> findings = new ArrayList<>(keys());
        findings.addAll(variables());
        if (patient.environment().getOrDefault("PARLEY_PORT", "").startsWith("tcp://"))
            findings.add(Finding.wrong(
                    "settings",
                    "PARLEY_PORT is an address that Kubernetes has put there, for a service that is called parley",
                    "set enableServiceLinks: false in the pod, or PARLEY_PORT to a port"));
        String where = patient.file().map(it -> it + " and ").orElse("") + "the environment";
        if (findings.isEmpty()) findings.add(Finding.ok("settings", "all that " + where + " say is known"));
        return findings;
    }

    private List<Finding> keys() {
        Config known = ConfigFactory.parseResources("application.conf")
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve();
        List<Finding> findings = new ArrayList<>();
        ConfigValue ours = patient.operators().root().get("parley");
        if (ours instanceof ConfigObject said && known.root().get("parley") instanceof ConfigObject names)
            unknown("parley", said, names, findings);
        return findings;
    }

    private static void unknown(String path, ConfigObject said, ConfigObject known, List<Finding> findings) {
        if (OPEN.contains(path)) return;
        for (Map.Entry<String, ConfigValue> each : said.entrySet()) {
            String name = path + "." + each.getKey();
            ConfigValue there = known.get(each.getKey());
            if (there == null) findings.add(nobodyReads(name, path, known.keySet()));
            else if (each.getValue() instanceof ConfigObject inner && there instanceof ConfigObject names)
                unknown(name, inner, names, findings);
        }
    }

    private static Finding nobodyReads(String name, String path, Set<String> known) {
        String wrong = name.substring(path.length() + 1);
        return Finding.wrong(
                "settings",
                "nobody reads " + name,
                Spelling.nearest(wrong, known)
                        .map(it -> "did you mean " + path + "." + it + "?")
                        .orElse("remove it, or look for its name in the defaults"));
    }

    private List<Finding> variables() throws IOException {
        Set<String> known = known();
        return patient.environment().keySet().stream()
                .filter(it -> it.startsWith(OURS) && !known.contains(it))
                .filter(it -> !SERVICES.matcher(it).matches())
                .sorted()
                .map(it -> Finding.wrong(
                        "settings",
                        "nobody reads the variable " + it,
                        Spelling.nearest(it, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("remove it, or look for its name in the README")))
                .toList();
    }

    static Set<String> known() throws IOException {
        Set<String> known = new TreeSet<>(OTHERS);
        for (String file : FILES) known.addAll(named(file).collect(Collectors.toSet()));
        return known;
    }

    private static Stream<String> named(String file) throws IOException {
        try (InputStream read = SettingsCheck.class.getResourceAsStream("/" + file)) {
            if (read == null) return Stream.empty();
            String text = new String(read.readAllBytes(), StandardCharsets.UTF_8);
            return VARIABLE.matcher(text).results().map(it -> it.group(1)).toList().stream();
        }
    }
}
