package parley.engine.prompt;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;

/**
 * A room in the moment before somebody speaks: all that a prompt is made of, so that the same scene always gives the
 * same prompt.
 *
 * @param company the agents of the room, in the order they sit, the speaker among them
 * @param lines what was said, oldest first; their numbers rise
 * @param summary what is told of the oldest lines in their stead; absent before the first time
 * @param prefill what earlier attempts left standing of the answer
 * @param seed the chance of the answer: the same in every attempt
 * @param play what a character's prompt takes beside all that
 */
public record Scene(
        List<Participant> company,
        Participant speaker,
        List<Line> lines,
        @Nullable Summary summary,
        String prefill,
        long seed,
        Play play) {
    /** A scene where nothing is known beside the room. */
    public Scene(
            List<Participant> company,
            Participant speaker,
            List<Line> lines,
            @Nullable Summary summary,
            String prefill,
            long seed) {
        this(company, speaker, lines, summary, prefill, seed, Play.NOTHING);
    }

    public Scene {
        company = List.copyOf(company);
        lines = List.copyOf(lines);
        for (int at = 1; at < lines.size(); at++)
            if (lines.get(at).line() <= lines.get(at - 1).line())
                throw new IllegalArgumentException("the lines of a scene must rise: line "
                        + lines.get(at).line() + " stands after line "
                        + lines.get(at - 1).line());
    }

    /**
     * One thing said.
     *
     * @param line its number in the conversation, which never changes
     * @param agent who said it; absent where a person did
     * @param pinned whether it is to be kept in mind, however old
     * @param direction whether it is no speech but a person's stage direction
     */
    public record Line(int line, @Nullable AgentId agent, String name, String text, boolean pinned, boolean direction) {
        /** Plain speech. */
        public Line(int line, @Nullable AgentId agent, String name, String text) {
            this(line, agent, name, text, false, false);
        }

        /** The same line with another text. */
        Line saying(String other) {
            return new Line(line, agent, name, other, pinned, direction);
        }
    }

    /**
     * What is told instead of the lines up to and including {@code upTo}.
     *
     * @param fallback whether it was put together from the lines themselves because no model gave a usable one
     */
    public record Summary(int upTo, String text, boolean fallback) {
        /** A summary that a model wrote. */
        public Summary(int upTo, String text) {
            this(upTo, text, false);
        }
    }

    /** The last line that the summary tells; below all lines where there is no summary. */
    int summarised() {
        return summary == null ? Integer.MIN_VALUE : summary.upTo();
    }
}
