package parley.engine.speech;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Says sentences aloud. */
public interface Speaker {
    /**
     * Says one sentence. Text with nothing to say in it (no letter, no digit) gives a sound of no length. Fails where
     * the engine cannot; never blocks the caller. Cancelling its {@link CompletionStage#toCompletableFuture future} gives
     * the sentence up: nobody wants it any more, and what is spent on it is spent for nothing.
     */
    CompletionStage<Sound> say(String sentence, Voice voice);

    /** The voices on offer, best first. */
    List<VoiceInfo> voices();
}
