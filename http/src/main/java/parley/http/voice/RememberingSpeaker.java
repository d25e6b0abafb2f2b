package parley.http.voice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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
    private final ConcurrentHashMap<String, CompletableFuture<Sound>> underWay = new ConcurrentHashMap<>();

    /** {@code edition} tells sounds of the same voice apart that a change of the engine's settings made different. */
    RememberingSpeaker(Speaker speaker, String edition, KeptSounds sounds) {
        this.speaker = speaker;
        this.edition = edition;
        this.sounds = sounds;
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        String key = key(sentence, voice);
        CompletableFuture<Sound> mine = new CompletableFuture<>();
        CompletableFuture<Sound> first = underWay.putIfAbsent(key, mine);
        if (first != null) return first.copy();
        sounds.find(key)
                .thenCompose(kept -> kept.<CompletionStage<Sound>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> said(sentence, voice, key)))
                .whenComplete((sound, failure) -> {
                    underWay.remove(key);
                    if (failure == null) mine.complete(sound);
                    else mine.completeExceptionally(failure);
                });
        return mine.copy();
    }

    /** Kept before it is told, because whoever is told may ask for it at once. */
    private CompletionStage<Sound> said(String sentence, Voice voice, String key) {
        return speaker.say(sentence, voice)
                .thenCompose(sound -> sound.length().isZero()
                        ? CompletableFuture.completedFuture(sound)
                        : sounds.keep(key, sound).thenApply(_ -> sound));
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
