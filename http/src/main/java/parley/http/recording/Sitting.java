package parley.http.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.Refusal;
import parley.engine.recording.Captions;
import parley.engine.recording.Recording.Result;
import parley.engine.recording.Script;
import parley.engine.recording.Studio;
import parley.engine.speech.Speaker;

/** The making of one recording, to be run on a thread of its own: its files are put into their places, or there are none. */
final class Sitting implements Studio.Session {
    private static final Logger LOG = LoggerFactory.getLogger(Sitting.class);

    private final Studio.Job job;
    private final Studio.Listener listener;
    private final Speaker speaker;
    private final RecordingFiles files;
    private final StudioSettings settings;
    /** Held while files are put into their places, so that it is either given up before that or whole. */
    private final ReentrantLock ending = new ReentrantLock();

    private final Thread thread;
    private boolean cancelled;

    /** {@code turn} lets it run when its turn has come. */
    Sitting(
            Studio.Job job,
            Studio.Listener listener,
            Speaker speaker,
            RecordingFiles files,
            StudioSettings settings,
            Turn turn) {
        this.job = job;
        this.listener = listener;
        this.speaker = speaker;
        this.files = files;
        this.settings = settings;
        this.thread = Thread.ofVirtual().name("recording-" + job.key()).unstarted(() -> run(turn));
    }

    /** Runs something when its turn has come, on the thread that calls. */
    interface Turn {
        void run(Sitting sitting, Making making) throws InterruptedException, ExecutionException, IOException;
    }

    /** What is run then. */
    interface Making {
        void run() throws InterruptedException, ExecutionException, IOException;
    }

    void start() {
        thread.start();
    }

    @Override
    public void cancel() {
        ending.lock();
        try {
            cancelled = true;
        } finally {
            ending.unlock();
        }
        thread.interrupt();
    }

    private void run(Turn turn) {
        try {
            turn.run(this, this::make);
        } catch (InterruptedException _) {
            fail("it was interrupted");
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            fail(Refusal.in(cause).map(Refusal::reason).orElse("the conversation cannot be read"));
            LOG.info("The script of {} cannot be read: {}", job.key(), failure.toString());
        } catch (IOException failure) {
            fail("its file cannot be written");
            LOG.warn("The recording {} cannot be written: {}", job.key(), failure.toString());
        } catch (RuntimeException fault) {
            fail("it broke off; the server's log tells more");
            LOG.error("The recording {} broke off", job.key(), fault);
        }
    }

    private void make() throws InterruptedException, ExecutionException, IOException {
        Script script = job.script().get().toCompletableFuture().get();
        if (script.parts().isEmpty()) {
            fail("no agent with a voice has said anything");
            return;
        }
        Reading reading = new Reading(script, speaker, settings.sentencesAhead());
        try (Draft sound = files.begin();
                AudioFile file = AudioFile.begin(job.mix().format(), sound.channel(), Labels.of(job.name(), script))) {
            Take take = new Take(script, job.mix(), settings.longest(), file, listener::progressed);
            take.record(reading);
            if (take.isEmpty()) fail("no sentence could be said");
            else keep(sound, take);
        } finally {
            reading.end();
        }
    }

    /** The sound comes last: where it is, its captions are. */
    private void keep(Draft sound, Take take) throws IOException {
        try (Draft vtt = captions(Captions.VTT, take);
                Draft srt = captions(Captions.SRT, take)) {
            sound.channel().force(true);
            Result result = take.result(sound.channel().size());
            ending.lock();
            try {
                if (cancelled) return;
                vtt.keep(job.key(), Captions.VTT.suffix());
                srt.keep(job.key(), Captions.SRT.suffix());
                sound.keep(job.key(), job.mix().format().suffix());
                listener.completed(result);
            } finally {
                ending.unlock();
            }
        }
    }

    private Draft captions(Captions format, Take take) throws IOException {
        Draft draft = files.begin();
        ByteBuffer text = ByteBuffer.wrap(format.written(take.cues()).getBytes(StandardCharsets.UTF_8));
        while (text.hasRemaining()) draft.channel().write(text);
        return draft;
    }

    private void fail(String reason) {
        ending.lock();
        try {
            if (!cancelled) listener.failed(reason);
        } finally {
            ending.unlock();
        }
    }
}
