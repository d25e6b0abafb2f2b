package parley.http.main;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.util.ByteString;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/** A speaker that needs a time by chance for each sentence, and counts what it was asked by the word in it. */
final class Dawdler implements Speaker, AutoCloseable {
    private static final Voice VOICE = Voice.of("trial/voice");
    private static final Pattern WORD = Pattern.compile("(\\w+)n\\d+ of");
    private static final int SHORTEST = 50;
    private static final int LONGEST = 800;

    private final long seed;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final AtomicInteger givenUp = new AtomicInteger();

    Dawdler(long seed) {
        this.seed = seed;
    }

    /** How long it needs for this sentence. */
    Duration needs(String sentence) {
        SplittableRandom random = new SplittableRandom(seed + sentence.strip().hashCode() * 1_000_003L);
        return Duration.ofMillis(random.nextInt(SHORTEST, LONGEST + 1));
    }

    /** How many sentences with this word it was asked for. */
    int asked(String word) {
        return asked.getOrDefault(word, new AtomicInteger()).get();
    }

    /** How many sentences it was told to give up. */
    int givenUp() {
        return givenUp.get();
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        Matcher word = WORD.matcher(sentence);
        if (word.find())
            asked.computeIfAbsent(word.group(1), _ -> new AtomicInteger()).incrementAndGet();
        CompletableFuture<Sound> said = new CompletableFuture<>();
        Sound sound = new Sound("audio/wav", ByteString.fromString(sentence), Duration.ofMillis(900));
        var filled = timer.schedule(() -> said.complete(sound), needs(sentence).toMillis(), TimeUnit.MILLISECONDS);
        CompletionStage<Sound> over = said;
        over.whenComplete((_, _) -> {
            if (said.isCancelled()) givenUp.incrementAndGet();
            filled.cancel(false);
        });
        return said;
    }

    @Override
    public List<VoiceInfo> voices() {
        return List.of(new VoiceInfo(VOICE, "Trial", "en"));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
