package parley.engine.conversation;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How conversations behave; every default is in {@code reference.conf} under {@code parley.conversation}.
 *
 * @param snapshotEvery events between two snapshots
 * @param idle how long a conversation with nothing to do and no viewer stays in memory
 * @param askWithin how long an answer from an actor may take
 * @param storeWithin how long a turn waits for what it has said to be stored
 * @param maxTokens the longest reply, in tokens
 * @param heldTokens tokens of a reply that credits are held for before it is asked for; more are held as it grows
 * @param promptTokens the largest prompt and answer together, in tokens, whatever a model's window is
 * @param errandWithin how long a model may take to answer a question beside the turns
 * @param attempts how often one turn is tried over crashes before it fails
 * @param viewerWindow events kept for a viewer before it is served from the journal
 * @param sentencesAhead sentences synthesised at the same time, and further than the slowest listener has played
 * @param earlyClause whether what is heard may begin with part of a sentence
 * @param unvoiced stored sentences that may wait for their sound before the model is slowed down
 * @param listenerPatience how long a listener without a word may keep the others waiting
 * @param chargeAgain how long to wait before the ledger is asked again
 * @param readJournal the id of the read journal plugin
 * @param tools how tools are used
 */
public record ConversationSettings(
        int snapshotEvery,
        Duration idle,
        Duration askWithin,
        Duration storeWithin,
        int maxTokens,
        int heldTokens,
        int promptTokens,
        Duration errandWithin,
        int attempts,
        int viewerWindow,
        int sentencesAhead,
        boolean earlyClause,
        int unvoiced,
        Duration listenerPatience,
        Duration chargeAgain,
        String readJournal,
        ToolSettings tools) {
    /** Reads {@code parley.conversation}. */
    public static ConversationSettings from(Config config) {
        return new ConversationSettings(
                config.getInt("snapshot-every"),
                config.getDuration("idle"),
                config.getDuration("ask-within"),
                config.getDuration("store-within"),
                config.getInt("max-tokens"),
                config.getInt("held-tokens"),
                config.getInt("prompt-tokens"),
                config.getDuration("errand-within"),
                config.getInt("attempts"),
                config.getInt("viewer-window"),
                config.getInt("sentences-ahead"),
                config.getBoolean("early-clause"),
                config.getInt("unvoiced"),
                config.getDuration("listener-patience"),
                config.getDuration("charge-again"),
                config.getString("read-journal"),
                ToolSettings.from(config.getConfig("tools")));
    }
}
