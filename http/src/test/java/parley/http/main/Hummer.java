package parley.http.main;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Estimate;
import parley.http.sound.Samples;
import parley.http.sound.Wav;

/** A speaker that hums each letter for a while, cannot say {@code cough}, and stops for ever at {@code endless}. */
final class Hummer implements Speaker {
    static final int RATE = 16_000;
    /** Samples of one letter, and of the silence behind a sentence. */
    static final int LETTER = RATE / 20;

    private static final int LOUD = 8000;
    private static final int WAVE = 80;

    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Queue<Voice> voices = new ConcurrentLinkedQueue<>();
    private final Queue<String> givenUp = new ConcurrentLinkedQueue<>();

    /** What it was asked to say, and by which voices. */
    List<String> said() {
        return List.copyOf(said);
    }

    List<Voice> voicesUsed() {
        return List.copyOf(voices);
    }

    /** What it was told to give up. */
    List<String> givenUp() {
        return List.copyOf(givenUp);
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        said.add(sentence);
        voices.add(voice);
        if (sentence.contains("cough")) return CompletableFuture.failedFuture(new SpeechFailure("it has a cold"));
        if (!sentence.contains("endless")) return CompletableFuture.completedFuture(hum(sentence));
        CompletableFuture<Sound> never = new CompletableFuture<>();
        CompletionStage<Sound> over = never;
        over.whenComplete((_, _) -> {
            if (never.isCancelled()) givenUp.add(sentence);
        });
        return never;
    }

    private static Sound hum(String sentence) {
        int letters = (int) sentence.chars().filter(Character::isLetterOrDigit).count();
        short[] samples = new short[(letters + 1) * LETTER];
        for (int at = 0; at < letters * LETTER; at++) samples[at] = (short) (LOUD * Math.sin(2 * Math.PI * at / WAVE));
        Samples sound = Samples.of(samples, RATE);
        return Wav.of(sound).timed(Estimate.of(sentence, sound));
    }

    @Override
    public List<VoiceInfo> voices() {
        return List.of(
                new VoiceInfo(Voice.of("hum/alto"), "Alto", "en-US"),
                new VoiceInfo(Voice.of("hum/bass"), "Bass", "en-US"),
                new VoiceInfo(Voice.of("hum/tenor"), "Tenor", "de-DE"),
                new VoiceInfo(Voice.of("hum/clone:1a2b3c4d"), "Grandmother", "mul"),
                new VoiceInfo(Voice.NONE, "No voice", "und"));
    }
}
