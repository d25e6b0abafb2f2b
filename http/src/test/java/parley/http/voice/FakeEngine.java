package parley.http.voice;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/** Notes what it was asked, and answers as the test tells it; by itself with the words as bytes. */
final class FakeEngine implements Speaker {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<VoiceInfo> voices;
    private final Function<String, CompletionStage<Sound>> answer;

    private FakeEngine(List<VoiceInfo> voices, Function<String, CompletionStage<Sound>> answer) {
        this.voices = voices;
        this.answer = answer;
    }

    /** Voices are written {@code engine/name language}. */
    static FakeEngine speaking(String... voices) {
        return answering(it -> CompletableFuture.completedFuture(sound(it)), voices);
    }

    static FakeEngine failing(String... voices) {
        return answering(_ -> CompletableFuture.failedFuture(new SpeechFailure("no " + voices[0])), voices);
    }

    static FakeEngine answering(Function<String, CompletionStage<Sound>> answer, String... voices) {
        return new FakeEngine(
                Stream.of(voices)
                        .map(it -> it.split(" ", 2))
                        .map(FakeEngine::info)
                        .toList(),
                answer);
    }

    private static VoiceInfo info(String[] parts) {
        return new VoiceInfo(Voice.of(parts[0]), parts[0], parts[1]);
    }

    static Sound sound(String words) {
        return new Sound("audio/wav", ByteString.fromString(words), Duration.ofMillis(1 + words.length()));
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        asked.add(sentence + " as " + voice);
        return answer.apply(sentence);
    }

    @Override
    public List<VoiceInfo> voices() {
        return voices;
    }
}
