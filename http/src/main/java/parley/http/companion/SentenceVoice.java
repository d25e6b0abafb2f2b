package parley.http.companion;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.Refusal;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/** Says the sentences of answers aloud. One that cannot be said stays text. */
final class SentenceVoice {
    private static final Logger LOG = LoggerFactory.getLogger(SentenceVoice.class);

    private final Speaker speaker;
    private final String usual;
    private final Clock clock;

    SentenceVoice(Speaker speaker, String usual, Clock clock) {
        this.speaker = speaker;
        this.usual = usual;
        this.clock = clock;
    }

    /** The event of a sentence; none where nothing can be heard of it. */
    CompletionStage<List<Frame>> say(Uttered.Closed sentence, Voice own) {
        return speaker.say(sentence.sentence(), voice(own)).handle((sound, failure) -> {
            if (failure == null) return heard(sentence, sound);
            LOG.info("a sentence stays text: {}", failure.getMessage());
            return List.of();
        });
    }

    private List<Frame> heard(Uttered.Closed sentence, Sound sound) {
        return sound.length().isZero()
                ? List.of()
                : List.of(Frame.of("audio", SentenceSound.of(sentence, sound, clock)));
    }

    private Voice voice(Voice own) {
        if (!own.plain().equals(Voice.NONE)) return own;
        if (!usual.isEmpty()) {
            try {
                return Voice.of(usual);
            } catch (Refusal unknown) {
                LOG.warn("parley.companion.voice is no voice: {}", unknown.reason());
            }
        }
        return speaker.voices().stream().map(VoiceInfo::voice).findFirst().orElse(Voice.NONE);
    }
}
