package parley.engine.conversation;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How tools are used in a turn; every default is in {@code reference.conf} under {@code parley.conversation.tools}.
 *
 * @param approvalWithin how long a person may take to allow a call; after that it is refused
 * @param within how long a tool may run, whatever its server allows it
 * @param steps how often in one turn a model may want tools and be asked again
 * @param calls tools that it may want at once
 * @param arguments the longest arguments of a call, in characters
 * @param result the longest result that a model is told, in characters
 * @param most tools that a model is told of
 * @param largest characters of all that it is told of them
 */
public record ToolSettings(
        Duration approvalWithin,
        Duration within,
        int steps,
        int calls,
        int arguments,
        int result,
        int most,
        int largest) {
    /** Reads {@code parley.conversation.tools}. */
    static ToolSettings from(Config config) {
        return new ToolSettings(
                config.getDuration("approval-within"),
                config.getDuration("within"),
                config.getInt("steps"),
                config.getInt("calls"),
                config.getInt("longest-arguments"),
                config.getInt("longest-result"),
                config.getInt("most"),
                config.getInt("largest"));
    }
}
