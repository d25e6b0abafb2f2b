package parley.http.chatsparty;

import com.typesafe.config.Config;

/**
 * What this dialect can be told, {@code parley.chatsparty}.
 *
 * @param credits whether its clients are shown their credits
 * @param platform the connection that everybody has
 * @param documents what may be sent as a document
 */
public record ChatsPartySettings(boolean credits, PlatformSettings platform, DocumentRules documents) {
    /** Reads {@code parley.chatsparty}. */
    public static ChatsPartySettings from(Config config) {
        return new ChatsPartySettings(
                config.getBoolean("credits"),
                PlatformSettings.from(config.getConfig("default-connection")),
                DocumentRules.from(config.getConfig("documents")));
    }
}
