package parley.engine.tool;

import com.fasterxml.jackson.annotation.JsonProperty;
import parley.engine.kernel.Refusal;

/**
 * What an agent may use. What is not granted cannot be used.
 *
 * @param tool {@code server/tool}, or {@code server/*} for all tools of a server
 * @param approval whether a person is asked first
 */
public record ToolGrant(String tool, Approval approval) {
    private static final int LONGEST = 200;

    /** Whether a person is asked before a tool is used. */
    public enum Approval {
        @JsonProperty("never")
        NEVER,
        @JsonProperty("always")
        ALWAYS
    }

    public ToolGrant {
        int slash = tool.indexOf('/');
        if (slash < 1 || slash == tool.length() - 1 || tool.length() > LONGEST)
            throw Refusal.invalid("a tool is named server/tool, or server/* for all tools of a server");
    }

    /** Whether this grant is about that tool. */
    public boolean grants(OfferedTool offered) {
        return tool.equals(offered.server() + "/*") || tool.equals(offered.server() + "/" + offered.name());
    }
}
