package parley.http.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.tool.ToolGrant;
import parley.engine.tool.ToolGrant.Approval;

/**
 * A tool that an agent may use, as a client grants it: one that is not here today may come back, so it is checked by its
 * shape alone. Who says nothing of approval is asked before each use.
 */
record Granted(String tool, @Nullable Approval approval) {
    ToolGrant grant() {
        return new ToolGrant(tool, approval == null ? Approval.ALWAYS : approval);
    }

    static List<ToolGrant> grants(List<Granted> tools) {
        return tools.stream().map(Granted::grant).toList();
    }
}
