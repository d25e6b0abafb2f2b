package parley.http.recording;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import parley.engine.recording.Cue;
import parley.engine.recording.Cues;
import parley.engine.recording.Mix;
import parley.engine.recording.Recording.Progress;
import parley.engine.recording.Recording.Result;
import parley.engine.recording.Script;
import parley.engine.recording.Timeline;
import parley.engine.recording.Timeline.Span;
import parley.engine.speech.SpeechFailure;
import parley.http.sound.Samples;
import parley.http.sound.Wav;

/** One recording while it is made: sentence after sentence goes into the file and is forgotten. Used by one thread. */
final class Take {
    /** Silence is written in pieces of a second. */
    private static final int PIECE = Timeline.RATE;

    private final Script script;
    private final Timeline timeline;
    private final AudioFile file;
    private final Consumer<Progress> listener;
    private final Loudness loudness = new Loudness();
    private final List<Chapter> chapters = new ArrayList<>();
    private final List<Cue> cues = new ArrayList<>();
    private long written;
    private int chaptered;
    private int sentences;
    private int silent;
    private int messages;

    Take(Script script, Mix mix, Duration longest, AudioFile file, Consumer<Progress> listener) {
        this.script = script;
        this.timeline = new Timeline(mix, longest);
        this.file = file;
        this.listener = listener;
    }

    /** Makes it from the beginning to the end, or until it is long enough. */
    void record(Reading reading) throws IOException, InterruptedException {
        tell();
        while (reading.hasNext() && !timeline.full()) {
            take(reading.next());
            tell();
        }
        silence(timeline.length());
        file.finish(spanned());
    }

    List<Cue> cues() {
        return cues;
    }

    /** What was made, of a file of so many bytes. */
    Result result(long bytes) {
        long millis = timeline.length() * 1000 / Timeline.RATE;
        return new Result(millis, bytes, sentences, messages, silent, timeline.full());
    }

    /** Whether nothing can be heard. */
    boolean isEmpty() {
        return sentences == 0;
    }

    private void take(Reading.Heard heard) throws IOException {
        Optional<Samples> samples = samples(heard);
        if (samples.isEmpty()) silent++;
        else {
            Optional<Span> place =
                    timeline.place(heard.line().part().number(), samples.get().count());
            if (place.isEmpty()) return;
            write(heard, samples.get(), place.get());
        }
        if (heard.line().last()) messages++;
    }

    private static Optional<Samples> samples(Reading.Heard heard) {
        if (heard.silent()) return Optional.empty();
        try {
            return Optional.of(Wav.read(heard.sound().bytes()).at(Timeline.RATE));
        } catch (SpeechFailure _) {
            return Optional.empty();
        }
    }

    private void write(Reading.Heard heard, Samples samples, Span place) throws IOException {
        Script.Part part = heard.line().part();
        short[] values = loudness.evened(part.voice(), samples);
        Fades.at(values);
        silence(place.from());
        file.write(values);
        written += values.length;
        sentences++;
        if (chaptered != part.number()) chapters.add(new Chapter(Labels.chapter(part), place));
        chaptered = part.number();
        cues.addAll(Cues.of(
                part.name(),
                heard.line().sentence().spoken(),
                place,
                heard.sound().timing()));
    }

    private void silence(long until) throws IOException {
        while (written < until) {
            int length = (int) Math.min(PIECE, until - written);
            file.write(new short[length]);
            written += length;
        }
    }

    /** Each chapter lasts until the next one; the first begins at the beginning. */
    private List<Chapter> spanned() {
        List<Chapter> spanned = new ArrayList<>();
        for (int at = 0; at < chapters.size(); at++) {
            Chapter it = chapters.get(at);
            long from = at == 0 ? 0 : it.span().from();
            long to = at + 1 < chapters.size() ? chapters.get(at + 1).span().from() : timeline.length();
            spanned.add(new Chapter(it.title(), new Span(from, to)));
        }
        return spanned;
    }

    private void tell() {
        listener.accept(new Progress(
                sentences + silent, script.sentences(), messages, script.parts().size()));
    }
}
