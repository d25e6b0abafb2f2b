package parley.engine.conversation;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;

/**
 * A tool that the running turn wanted to use.
 *
 * @param offset how much of the turn's text was said before
 * @param wanted whether a person is asked
 * @param approver who said yes
 * @param result what came of it; absent while it waits or runs
 * @param at when it was called
 */
record Use(
        int call,
        int step,
        int offset,
        String id,
        String tool,
        String arguments,

        @JsonInclude(NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        String echo,

        @JsonInclude(NON_DEFAULT) boolean wanted,

        @JsonInclude(NON_NULL) @Nullable UserId approver,

        @JsonInclude(NON_NULL) @Nullable String result,

        @JsonInclude(NON_DEFAULT) boolean failed,

        Instant at) {

    static Use of(ToolCalled it, int offset) {
        boolean wanted = it.approval() == ToolCalled.Approval.WANTED;
        return new Use(
                it.call(),
                it.step(),
                offset,
                it.id(),
                it.tool(),
                it.arguments(),
                it.echo(),
                wanted,
                null,
                null,
                false,
                it.at());
    }

    /** Whether it may not run yet. */
    boolean waits() {
        return result == null && wanted && approver == null;
    }

    Use approved(UserId who) {
        return new Use(call, step, offset, id, tool, arguments, echo, wanted, who, result, failed, at);
    }

    Use answered(String told, boolean wrong) {
        return new Use(call, step, offset, id, tool, arguments, echo, wanted, approver, told, wrong, at);
    }

    /** The same where nothing is left of what was said before. */
    Use struck() {
        return new Use(call, step, 0, id, tool, arguments, echo, wanted, approver, result, failed, at);
    }

    int length() {
        return arguments.length() + (result == null ? 0 : result.length());
    }
}
