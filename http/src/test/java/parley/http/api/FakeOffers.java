package parley.http.api;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/** One model and two voices on offer. */
final class FakeOffers implements ChatModels, Speaker {
    private static final ModelInfo DEMO =
            new ModelInfo(ModelRef.of("scripted/demo"), "Scripted demo, no language model", true, true);

    @Override
    public List<ModelInfo> offered() {
        return List.of(DEMO);
    }

    @Override
    public ModelInfo info(ModelRef model) {
        if (!model.equals(DEMO.ref()) && !model.equals(ModelRef.DEFAULT)) throw Refusal.notFound("no such provider");
        return DEMO;
    }

    @Override
    public ChatModel open(ModelRef model) {
        return prompt -> Source.empty();
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        return CompletableFuture.completedFuture(new Sound("audio/wav", ByteString.emptyByteString(), Duration.ZERO));
    }

    @Override
    public List<VoiceInfo> voices() {
        return List.of(
                new VoiceInfo(Voice.of("test/one"), "One", "en-US"),
                new VoiceInfo(Voice.of("test/two"), "Two", "en-US"));
    }
}
