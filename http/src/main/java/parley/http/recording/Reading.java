package parley.http.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import parley.engine.recording.Script;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.http.sound.Wav;

/** Has a script said sentence by sentence, a few of them ahead of who listens. Used by one thread, which may wait. */
final class Reading {
    private final Speaker speaker;
    private final int ahead;
    private final List<Line> lines;
    private final Deque<CompletableFuture<Sound>> said = new ArrayDeque<>();
    private int asked;
    private int heard;

    Reading(Script script, Speaker speaker, int ahead) {
        this.speaker = speaker;
        this.ahead = ahead;
        this.lines = lines(script);
    }

    /** A sentence, and whether its part ends with it. */
    record Line(Script.Part part, Script.Sentence sentence, boolean last) {}

    /** A line as it sounds; silence where no voice could say it. */
    record Heard(Line line, Sound sound) {
        /** Only a WAV file can be put together with others. */
        boolean silent() {
            return sound.length().isZero() || !sound.mediaType().equals(Wav.MEDIA_TYPE);
        }
    }

    boolean hasNext() {
        return heard < lines.size();
    }

    Heard next() throws InterruptedException {
        while (asked < lines.size() && said.size() <= ahead) said.add(say(lines.get(asked++)));
        Line line = lines.get(heard++);
        try {
            return new Heard(line, said.remove().get());
        } catch (ExecutionException _) {
            // Whoever failed has told it to the log.
            return new Heard(line, Wav.silence());
        }
    }

    /** Gives up what was asked for and nobody will hear. */
    void end() {
        said.forEach(it -> it.cancel(true));
    }

    private CompletableFuture<Sound> say(Line line) {
        try {
            return speaker.say(line.sentence.text(), line.part.voice()).toCompletableFuture();
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static List<Line> lines(Script script) {
        List<Line> lines = new ArrayList<>();
        for (Script.Part part : script.parts()) {
            int last = part.sentences().size() - 1;
            for (int at = 0; at <= last; at++)
                lines.add(new Line(part, part.sentences().get(at), at == last));
        }
        return lines;
    }
}
