package parley.http.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.pekko.Done;
import parley.engine.recording.RecordingKey;
import parley.engine.recording.Studio;
import parley.engine.speech.Speaker;

/** This node's studio: makes so many recordings at the same time, the others in the order in which they came. */
public final class SoundStudio implements Studio, AutoCloseable {
    private static final Executor WORK = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("recording-files-", 1).factory());

    private final Speaker speaker;
    private final StudioSettings settings;
    private final RecordingFiles files;
    private final Semaphore free;
    private final Set<Sitting> sittings = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private SoundStudio(Speaker speaker, StudioSettings settings, RecordingFiles files) {
        this.speaker = speaker;
        this.settings = settings;
        this.files = files;
        this.free = new Semaphore(settings.atOnce(), true);
    }

    /** Opens the studio and removes what a server that was killed has left unfinished. */
    public static SoundStudio open(Speaker speaker, StudioSettings settings) {
        FolderFiles folder = new FolderFiles(settings.folder());
        WORK.execute(folder::clean);
        return new SoundStudio(speaker, settings, folder);
    }

    @Override
    public Session begin(Job job, Listener listener) {
        Sitting sitting = new Sitting(job, listener, speaker, files, settings, this::inTurn);
        sittings.add(sitting);
        if (closed) sitting.cancel();
        sitting.start();
        return sitting;
    }

    private void inTurn(Sitting sitting, Sitting.Making making)
            throws InterruptedException, ExecutionException, IOException {
        try {
            free.acquire();
            try {
                making.run();
            } finally {
                free.release();
            }
        } finally {
            sittings.remove(sitting);
        }
    }

    @Override
    public CompletionStage<Optional<Kept>> find(RecordingKey key, String suffix) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return files.find(key, suffix);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                WORK);
    }

    @Override
    public CompletionStage<Done> erase(RecordingKey key) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        files.erase(key);
                        return Done.getInstance();
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                WORK);
    }

    /** Gives up what is being made; it is made when a server starts again. */
    @Override
    public void close() {
        closed = true;
        sittings.forEach(Sitting::cancel);
    }
}
