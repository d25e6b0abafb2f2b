package parley.http.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.llm.ToolSpec;
import parley.engine.tool.OfferedTool;

/**
 * Of what a server says that it has, what is offered: sorted by name, with names that every model takes, no more and
 * no longer than models can be told.
 */
final class ToolListing {
    private static final Logger LOG = LoggerFactory.getLogger(ToolListing.class);

    /** The most tools of one server. */
    static final int MOST = 128;

    /** Bytes. */
    private static final int LONGEST_DESCRIPTION = 4 * 1024;

    /** Bytes. */
    private static final int LONGEST_SCHEMA = 32 * 1024;

    private static final int LONGEST_NAME = 64;

    /** As grants may be. */
    private static final int LONGEST_GRANT = 200;

    private static final int MARK = 8;

    private ToolListing() {}

    static List<OfferedTool> of(ToolServer server, Collection<McpSchema.Tool> tools) {
        TreeMap<String, OfferedTool> offered = new TreeMap<>();
        for (McpSchema.Tool tool : tools) {
            if (server.allows(tool.name())) offered(server, tool).ifPresent(it -> offered.putIfAbsent(it.name(), it));
        }
        if (offered.size() > MOST) LOG.warn("{} offers {} tools; {} are taken", server.name(), offered.size(), MOST);
        return offered.values().stream().limit(MOST).toList();
    }

    private static Optional<OfferedTool> offered(ToolServer server, McpSchema.Tool tool) {
        String schema = json(tool);
        boolean tooLong = schema.isEmpty() || bytes(schema).length > LONGEST_SCHEMA;
        boolean unnamed = tool.name().isBlank()
                || server.name().length() + 1 + tool.name().length() > LONGEST_GRANT;
        if (tooLong || unnamed) {
            LOG.warn("a tool of {} is left out: its {} is too long", server.name(), tooLong ? "schema" : "name");
            return Optional.empty();
        }
        String description = tool.description() == null ? "" : tool.description();
        String told = cut(description);
        if (told.length() < description.length())
            LOG.warn("what {}/{} says of itself is cut", server.name(), tool.name());
        return Optional.of(new OfferedTool(
                server.name(), tool.name(), new ToolSpec(modelName(server.name(), tool.name()), told, schema)));
    }

    /**
     * {@code server__tool} where that is a name for every model; else what can be kept of it and a mark that no other
     * tool has. A server's name has no underscores, so no two tools meet.
     */
    static String modelName(String server, String tool) {
        String plain = server + "__" + tool;
        String kept = plain.replaceAll("[^A-Za-z0-9_-]", "_");
        if (kept.equals(plain) && plain.length() <= LONGEST_NAME) return plain;
        int room = LONGEST_NAME - MARK - 1;
        return kept.substring(0, Math.min(room, kept.length())) + "_" + mark(plain);
    }

    private static String mark(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(text));
            return HexFormat.of().formatHex(hash).substring(0, MARK);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String json(McpSchema.Tool tool) {
        try {
            return Messages.JSON.writeValueAsString(tool.inputSchema());
        } catch (JsonProcessingException _) {
            return "";
        }
    }

    private static String cut(String text) {
        byte[] bytes = bytes(text);
        if (bytes.length <= LONGEST_DESCRIPTION) return text;
        int end = LONGEST_DESCRIPTION;
        while ((bytes[end] & 0xC0) == 0x80) end--;
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
