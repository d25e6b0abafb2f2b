package parley.engine.conversation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;

/** Follows the tools of one turn through the journal, call by call. */
final class ToolTrail {
    private ToolTrail() {}

    /** Notes an event in the trail. */
    static void after(Map<Integer, Receipt.Tool> trail, ConversationEvent.ToolEvent event) {
        switch (event) {
            case ToolCalled it -> trail.put(it.call(), called(it));
            case ToolApproved it -> trail.computeIfPresent(it.call(), (_, tool) -> settled(tool, "approved", it.who()));
            case ToolRefused it -> trail.computeIfPresent(it.call(), (_, tool) -> settled(tool, "refused", it.who()));
            case ToolAnswered it -> trail.computeIfPresent(it.call(), (_, tool) -> answered(tool, it));
        }
    }

    private static Receipt.Tool called(ToolCalled it) {
        String approval = it.approval() == ToolCalled.Approval.WANTED ? "waiting" : "none";
        return new Receipt.Tool(
                it.call(), it.attempt(), it.tool(), it.arguments(), approval, null, null, false, 0, it.at());
    }

    private static Receipt.Tool settled(Receipt.Tool it, String approval, @Nullable UserId by) {
        return new Receipt.Tool(
                it.call(),
                it.attempt(),
                it.tool(),
                it.arguments(),
                approval,
                by,
                it.result(),
                it.failed(),
                it.millis(),
                it.at());
    }

    private static Receipt.Tool answered(Receipt.Tool it, ToolAnswered answer) {
        return new Receipt.Tool(
                it.call(),
                it.attempt(),
                it.tool(),
                it.arguments(),
                it.approval(),
                it.by(),
                answer.result(),
                answer.failed(),
                answer.millis(),
                it.at());
    }
}
