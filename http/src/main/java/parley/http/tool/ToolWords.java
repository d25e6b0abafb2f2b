package parley.http.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.Content;
import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import parley.engine.kernel.Secret;
import parley.engine.tool.ToolResult;

/** What came of a use, in words for a model: never more than it may be, and never a secret of ours. */
final class ToolWords {
    /** Shorter ones are found in ordinary words. */
    private static final int SHORTEST_SECRET = 6;

    private static final int LONGEST_REFUSAL = 2000;

    private final ToolServer server;
    private final int limit;

    ToolWords(ToolServer server, int limit) {
        this.server = server;
        this.limit = limit;
    }

    /** What a server has answered. */
    ToolResult of(McpSchema.CallToolResult result) {
        String text = result.content().stream().map(ToolWords::told).collect(Collectors.joining("\n"));
        if (text.isBlank() && result.structuredContent() != null) text = json(result.structuredContent());
        boolean failed = Boolean.TRUE.equals(result.isError());
        if (text.isBlank()) text = failed ? "it failed and does not say why" : "it is done and says nothing";
        return new ToolResult(cut(unsaid(text)), failed);
    }

    /** Why there is no answer. */
    ToolResult of(Throwable failure) {
        return failed(
                switch (failure) {
                    case TimeoutException _ ->
                        server.name() + " did not answer within "
                                + server.timeout().toSeconds() + " s; whether the tool has done its work is not known";
                    case McpError error -> server.name() + " refused: " + brief(String.valueOf(error.getMessage()));
                    case Unanswered unanswered ->
                        server.name() + " did not help: " + unanswered.getMessage()
                                + "; whether the tool has done its work is not known";
                    case CancellationException _ -> "nobody waited for the answer of " + server.name();
                    case ConnectException _ -> server.name() + " cannot be reached now";
                    default -> server.name() + " broke off; whether the tool has done its" + " work is not known";
                });
    }

    ToolResult failed(String words) {
        return new ToolResult(cut(unsaid(words)), true);
    }

    /** The same without our secrets, which a server could have sent back. */
    String unsaid(String text) {
        String told = text;
        for (Map.Entry<String, Secret> secret : server.place().secrets().entrySet()) {
            for (String part : secret.getValue().reveal().split(" ", -1)) {
                if (part.length() >= SHORTEST_SECRET) told = told.replace(part, "•••");
            }
        }
        return told;
    }

    private static String told(Content content) {
        return switch (content) {
            case McpSchema.TextContent text -> text.text();
            case McpSchema.ImageContent image -> "(a picture, " + image.mimeType() + ", which is not shown)";
            case McpSchema.AudioContent sound -> "(a sound, " + sound.mimeType() + ", which is not played)";
            case McpSchema.ResourceLink link -> "(see " + link.uri() + ")";
            case McpSchema.EmbeddedResource resource -> told(resource.resource());
            default -> "(something that is no text)";
        };
    }

    private static String told(McpSchema.ResourceContents resource) {
        return resource instanceof McpSchema.TextResourceContents text
                ? text.text()
                : "(a file, " + resource.uri() + ", which is not shown)";
    }

    private static String json(Object content) {
        try {
            return Messages.JSON.writeValueAsString(content);
        } catch (JsonProcessingException _) {
            return "";
        }
    }

    private static String brief(String words) {
        return words.length() <= LONGEST_REFUSAL ? words : words.substring(0, LONGEST_REFUSAL) + "…";
    }

    private String cut(String text) {
        if (text.length() <= limit) return text;
        String rest = "\n(cut off here: " + text.length() + " characters in all)";
        int end = Math.max(0, limit - rest.length());
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) end--;
        return (text.substring(0, end) + rest).substring(0, Math.min(limit, end + rest.length()));
    }
}
