package parley.http.tool;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;

/**
 * A server of tools that the operator has named.
 *
 * @param timeout how long one use may take
 * @param allow of its tools no others are offered; empty where all are
 */
record ToolServer(String name, Place place, Duration timeout, Optional<Set<String>> allow) {
    /** No underscores: the first two in a model's name for a tool end the server's name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,31}");

    /** Where a server is. */
    sealed interface Place {
        /** What nobody may see of it. */
        Map<String, Secret> secrets();
    }

    /** At an address. */
    record Remote(URI url, Map<String, Secret> headers) implements Place {
        Remote {
            headers = Map.copyOf(headers);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!http || url.getHost() == null)
                throw Refusal.invalid("the address of a server of tools begins with http:// or https://");
        }

        @Override
        public Map<String, Secret> secrets() {
            return headers;
        }

        /** Whether it is asked in the way of 2024, by server-sent events. */
        boolean older() {
            return url.getPath() != null && url.getPath().endsWith("/sse");
        }
    }

    /** A program that runs beside this server. */
    record Child(List<String> command, Map<String, Secret> environment) implements Place {
        Child {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
            if (command.isEmpty() || command.getFirst().isBlank())
                throw Refusal.invalid("the command of a server of tools begins with a program");
        }

        @Override
        public Map<String, Secret> secrets() {
            return environment;
        }
    }

    ToolServer {
        allow = allow.map(Set::copyOf);
        if (!NAME.matcher(name).matches())
            throw Refusal.invalid("a server of tools is named by letters, digits and -, 32 at most: " + name);
    }

    /** Reads one of {@code parley.tools.servers}. */
    static ToolServer from(String name, Config server, Duration usual) {
        if (server.hasPath("url") == server.hasPath("command"))
            throw Refusal.invalid("the server of tools " + name + " needs either a url or a command");
        Place place = server.hasPath("url")
                ? new Remote(address(server.getString("url")), secrets(server, "headers"))
                : new Child(server.getStringList("command"), secrets(server, "env"));
        return new ToolServer(
                name,
                place,
                server.hasPath("timeout") ? server.getDuration("timeout") : usual,
                server.hasPath("allow") ? Optional.of(Set.copyOf(server.getStringList("allow"))) : Optional.empty());
    }

    static URI address(String url) {
        try {
            return URI.create(url.strip());
        } catch (IllegalArgumentException _) {
            throw Refusal.invalid("the address of a server of tools begins with http:// or https://");
        }
    }

    boolean allows(String tool) {
        return allow.map(it -> it.contains(tool)).orElse(true);
    }

    private static Map<String, Secret> secrets(Config server, String path) {
        Map<String, Secret> secrets = new TreeMap<>();
        if (!server.hasPath(path)) return secrets;
        server.getObject(path).forEach((key, value) -> {
            Object text = value.unwrapped();
            if (text instanceof Map || text instanceof List)
                throw new ConfigException.WrongType(value.origin(), "a text is needed for " + path + "." + key);
            secrets.put(key, new Secret(String.valueOf(text)));
        });
        return secrets;
    }
}
