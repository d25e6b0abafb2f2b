package parley.http.chatsparty;

import com.typesafe.config.Config;

/**
 * What this dialect can be told, {@code parley.chatsparty}.
 *
 * @param credits whether its clients are shown their credits
 */
public record ChatsPartySettings(boolean credits) {
    /** Reads {@code parley.chatsparty}. */
    public static ChatsPartySettings from(Config config) {
        return new ChatsPartySettings(config.getBoolean("credits"));
    }
}
