package parley.http.tool;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import parley.engine.kernel.Refusal;

/**
 * What {@code parley.tools} says.
 *
 * @param servers by name, in its order
 * @param resultLimit the longest text of a result, in characters
 * @param messageLimit the most bytes of one message of a server
 */
public record ToolSettings(
        Map<String, ToolServer> servers,
        Duration connect,
        int resultLimit,
        int messageLimit,
        Duration lookAgain,
        Duration firstPause,
        Duration longestPause) {
    public ToolSettings {
        servers = java.util.Collections.unmodifiableMap(new TreeMap<>(servers));
    }

    /**
     * Reads {@code parley.tools}.
     *
     * @throws Refusal INVALID where a server is named or told of wrongly
     */
    public static ToolSettings from(Config tools) {
        Duration usual = tools.getDuration("timeout");
        Map<String, ToolServer> servers = new TreeMap<>();
        Config named = tools.getConfig("servers");
        for (String name : named.root().keySet())
            servers.put(name, ToolServer.from(name, named.getConfig('"' + name + '"'), usual));
        Stream.of(tools.getString("more").split(",", -1))
                .filter(it -> !it.isBlank())
                .map(it -> atAddress(it.strip(), usual))
                .forEach(it -> servers.put(it.name(), it));
        return new ToolSettings(
                servers,
                tools.getDuration("connect-timeout"),
                Math.toIntExact(tools.getBytes("result-limit")),
                Math.toIntExact(tools.getBytes("message-limit")),
                tools.getDuration("look-again"),
                tools.getDuration("first-pause"),
                tools.getDuration("longest-pause"));
    }

    private static ToolServer atAddress(String pair, Duration timeout) {
        int equals = pair.indexOf('=');
        if (equals < 1)
            throw Refusal.invalid("more servers of tools are told as name=address, with commas between them");
        ToolServer.Remote place = new ToolServer.Remote(ToolServer.address(pair.substring(equals + 1)), Map.of());
        return new ToolServer(pair.substring(0, equals), place, timeout, Optional.empty());
    }
}
