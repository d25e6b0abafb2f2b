package parley.http.voice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/** Says each sentence once and remembers the sounds, up to a number of bytes; a failure is not remembered. */
final class RememberingSpeaker implements Speaker {
    private final Speaker speaker;
    private final Cache<Key, Sound> sounds;

    RememberingSpeaker(Speaker speaker, long bytes) {
        this.speaker = speaker;
        this.sounds = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher(RememberingSpeaker::weight)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        Key key = new Key(voice, sentence);
        Sound remembered = sounds.getIfPresent(key);
        if (remembered != null) return CompletableFuture.completedFuture(remembered);
        return speaker.say(sentence, voice).thenApply(sound -> {
            sounds.put(key, sound);
            return sound;
        });
    }

    @Override
    public List<VoiceInfo> voices() {
        return speaker.voices();
    }

    private static int weight(Key key, Sound sound) {
        return sound.bytes().length() + 2 * key.sentence.length();
    }

    private record Key(Voice voice, String sentence) {}
}
