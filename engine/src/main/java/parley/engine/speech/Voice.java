package parley.engine.speech;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import parley.engine.kernel.Refusal;

/**
 * Names a voice and says how it speaks: {@code engine/name}, such as {@code mary/elder}, or with its manner {@code
 * mary/elder?speed=1.2&pitch=-2&language=de}; {@link #NONE} stays silent. Written as one text wherever it is kept, so
 * that a voice without a manner reads and is written as it always was.
 */
public record Voice(String engine, String name, Manner manner) {
    /** Text only. */
    public static final Voice NONE = new Voice("none", "none");

    private static final int LONGEST = 200;

    public Voice(String engine, String name) {
        this(engine, name, Manner.PLAIN);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Voice of(String text) {
        int question = text.indexOf('?');
        String named = question < 0 ? text : text.substring(0, question);
        int slash = named.indexOf('/');
        if (slash < 1 || slash == named.length() - 1 || text.length() > LONGEST)
            throw Refusal.invalid("a voice is named engine/name, such as mary/elder or mary/elder?speed=1.2&pitch=-2;"
                    + " none/none is silent");
        Manner manner = question < 0 ? Manner.PLAIN : Manner.of(text.substring(question + 1));
        return new Voice(named.substring(0, slash), named.substring(slash + 1), manner);
    }

    /** The same voice as it is on offer: without a manner. */
    public Voice plain() {
        return in(Manner.PLAIN);
    }

    /** The same voice in another manner. */
    public Voice in(Manner other) {
        return new Voice(engine, name, other);
    }

    @JsonValue
    @Override
    public String toString() {
        String named = engine + "/" + name;
        return manner.equals(Manner.PLAIN) ? named : named + "?" + manner;
    }
}
