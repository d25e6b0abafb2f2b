package parley.engine.voicing;

import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.engine.connection.Trial;

/** Reaches providers of voices by the access of a user. */
public interface VoiceExchange {
    /** The voices that can be had by an access; fails with a {@link parley.engine.llm.ModelFailure}. */
    CompletionStage<List<OfferedVoice>> voices(VoiceAccess access);

    /** Tries an access without any call that costs; never fails. */
    CompletionStage<Trial> trial(VoiceAccess access);
}
