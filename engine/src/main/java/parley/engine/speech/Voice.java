package parley.engine.speech;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import parley.engine.kernel.Refusal;

/** Names a voice: {@code engine/name}, such as {@code mary/elder}; {@link #NONE} stays silent. */
public record Voice(String engine, String name) {
    /** Text only. */
    public static final Voice NONE = new Voice("none", "none");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Voice of(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1 || text.length() > 200)
            throw Refusal.invalid("a voice is named engine/name, such as mary/elder; none/none is silent");
        return new Voice(text.substring(0, slash), text.substring(slash + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return engine + "/" + name;
    }
}
