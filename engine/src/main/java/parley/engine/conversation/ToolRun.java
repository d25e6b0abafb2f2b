package parley.engine.conversation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.conversation.ConversationCommand.ToolDone;
import parley.engine.tool.AllowedTool;
import parley.engine.tool.OfferedTool;
import parley.engine.tool.ToolResult;
import parley.engine.tool.Toolbox;
import parley.engine.trace.TurnSpan;

/** One call while it runs; whatever becomes of it, its answer is told once. */
record ToolRun(
        int turn,
        int attempt,
        int call,
        String tool,
        CompletableFuture<ToolResult> running,
        long began,
        TurnSpan.Doing traced) {
    private static final Logger LOG = LoggerFactory.getLogger(ToolRun.class);

    /** Begins; the call is stored already. */
    static ToolRun begun(Toolbox toolbox, OpenTurn open, Use it, TurnSpan span) {
        TurnSpan.Doing traced = span.tool(it.tool());
        return new ToolRun(
                open.turn(), open.attempt(), it.call(), it.tool(), used(toolbox, open, it), System.nanoTime(), traced);
    }

    private static CompletableFuture<ToolResult> used(Toolbox toolbox, OpenTurn open, Use it) {
        Brief brief = open.brief();
        List<AllowedTool> allowed = brief == null ? List.of() : brief.tools();
        try {
            OfferedTool tool = allowed.stream()
                    .filter(known -> known.path().equals(it.tool()))
                    .findFirst()
                    .map(AllowedTool::offered)
                    .orElseThrow();
            return toolbox.use(tool, it.arguments()).toCompletableFuture();
        } catch (RuntimeException broken) {
            return CompletableFuture.failedFuture(broken);
        }
    }

    /** The result, or a failure after so long. */
    CompletableFuture<ToolResult> within(Duration most) {
        return running.copy().orTimeout(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    ToolDone done(@Nullable ToolResult result, @Nullable Throwable failure) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        trace(result, failure);
        return new ToolDone(turn, attempt, call, result != null ? result : broken(failure), millis);
    }

    private void trace(@Nullable ToolResult result, @Nullable Throwable failure) {
        if (running.isCancelled()) traced.dropped();
        else if (result == null) traced.failed(failure instanceof TimeoutException ? "timeout" : kind(failure));
        else if (result.failed()) traced.failed("tool_error");
        else traced.done();
    }

    private ToolResult broken(@Nullable Throwable failure) {
        boolean cancelled = running.isCancelled();
        cancel();
        if (failure instanceof TimeoutException) return new ToolResult("the tool took too long", true);
        if (!cancelled) LOG.warn("Tool {} broke: {}", tool, kind(failure));
        return new ToolResult("the tool could not be used", true);
    }

    /** What a tool says of itself is for the model, and for no log. */
    private static String kind(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause == null ? "no result" : cause.getClass().getName();
    }

    void cancel() {
        running.cancel(true);
    }
}
