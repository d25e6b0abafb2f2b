package parley.http.voice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/**
 * Says each sentence once and keeps its sound, so that whoever hears it again pays for nothing; two who ask at the same
 * time are given the same. A failure is not kept, and neither is silence.
 */
final class RememberingSpeaker implements Speaker {
    private final Speaker speaker;
    private final String edition;
    private final KeptSounds sounds;
    private final ConcurrentHashMap<String, Saying> underWay = new ConcurrentHashMap<>();

    /** {@code edition} tells sounds of the same voice apart that a change of the engine's settings made different. */
    RememberingSpeaker(Speaker speaker, String edition, KeptSounds sounds) {
        this.speaker = speaker;
        this.edition = edition;
        this.sounds = sounds;
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        String key = key(sentence, voice);
        Saying fresh = new Saying();
        Saying saying = underWay.compute(key, (_, known) -> known != null && known.joined() ? known : fresh);
        if (saying == fresh) begin(saying, sentence, voice, key);
        return saying.share();
    }

    private void begin(Saying saying, String sentence, Voice voice, String key) {
        sounds.find(key)
                .thenCompose(kept -> kept.<CompletionStage<Sound>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> said(saying, sentence, voice, key)))
                .whenComplete((sound, failure) -> {
                    underWay.remove(key, saying);
                    if (failure == null) saying.said.complete(sound);
                    else saying.said.completeExceptionally(failure);
                });
    }

    /** Kept before it is told, because whoever is told may ask for it at once. */
    private CompletionStage<Sound> said(Saying saying, String sentence, Voice voice, String key) {
        if (saying.said.isDone()) return saying.said;
        CompletableFuture<Sound> asked = speaker.say(sentence, voice).toCompletableFuture();
        CompletionStage<Sound> over = saying.said;
        over.whenComplete((_, _) -> asked.cancel(true));
        return asked.thenCompose(sound -> sound.length().isZero()
                ? CompletableFuture.completedFuture(sound)
                : sounds.keep(key, sound).thenApply(_ -> sound));
    }

    /** One sentence for all who wait for it: it is given up when the last of them gives it up. */
    private static final class Saying {
        private final CompletableFuture<Sound> said = new CompletableFuture<>();
        private final AtomicInteger waiting = new AtomicInteger(1);

        /** Whether one more may wait; not where all have given it up. */
        boolean joined() {
            return waiting.getAndUpdate(it -> it == 0 ? 0 : it + 1) > 0;
        }

        /** The part of one who waits. */
        CompletableFuture<Sound> share() {
            CompletableFuture<Sound> share = said.copy();
            CompletionStage<Sound> over = share;
            over.whenComplete((_, _) -> {
                if (share.isCancelled() && waiting.decrementAndGet() == 0) said.cancel(true);
            });
            return share;
        }
    }

    @Override
    public List<VoiceInfo> voices() {
        return speaker.voices();
    }

    private String key(String sentence, Voice voice) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(edition, voice.toString(), sentence)) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
