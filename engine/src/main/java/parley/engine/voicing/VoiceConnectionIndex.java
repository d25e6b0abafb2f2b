package parley.engine.voicing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;

/** Knows which master key seals the keys of connections to voices. */
public interface VoiceConnectionIndex {
    /** Owners of keys that another master key than this one seals, by name, after one of them. */
    CompletionStage<List<UserId>> sealedOtherwise(String masterKey, @Nullable UserId after, int most);

    /** How many keys each master key seals, by its id. */
    CompletionStage<Map<String, Long>> seals();
}
