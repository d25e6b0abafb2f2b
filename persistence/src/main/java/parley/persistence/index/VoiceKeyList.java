package parley.persistence.index;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.voicing.VoiceConnectionIndex;
import parley.persistence.database.Database;

/** Answers from the list of the keys of connections to voices. */
public final class VoiceKeyList implements VoiceConnectionIndex {
    private final Seals seals;

    public VoiceKeyList(Database database) {
        this.seals = new Seals(database, "voice_key");
    }

    @Override
    public CompletionStage<List<UserId>> sealedOtherwise(String masterKey, @Nullable UserId after, int most) {
        return seals.sealedOtherwise(masterKey, after, most);
    }

    @Override
    public CompletionStage<Map<String, Long>> seals() {
        return seals.counted();
    }
}
