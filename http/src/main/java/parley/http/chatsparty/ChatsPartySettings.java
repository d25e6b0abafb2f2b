package parley.http.chatsparty;

import com.typesafe.config.Config;
import java.util.List;
import parley.engine.llm.ModelRef;
import parley.engine.price.Price;

/**
 * What this dialect can be told, {@code parley.chatsparty}.
 *
 * @param credits whether its clients are shown their credits
 * @param platform the connection that everybody has
 * @param voice the connection to voices that everybody has
 * @param documents what may be sent as a document
 * @param agents how many there may be
 * @param marketplace what it offers of itself
 * @param chat how people talk with agents
 * @param usualPrices what an administrator can have set at once
 */
public record ChatsPartySettings(
        boolean credits,
        PlatformSettings platform,
        PlatformVoice.Settings voice,
        DocumentRules documents,
        AgentBounds agents,
        MarketplaceSettings marketplace,
        ChatSettings chat,
        List<Price> usualPrices) {
    public ChatsPartySettings {
        usualPrices = List.copyOf(usualPrices);
    }

    /** Reads {@code parley.chatsparty}. */
    public static ChatsPartySettings from(Config config) {
        return new ChatsPartySettings(
                config.getBoolean("credits"),
                PlatformSettings.from(config.getConfig("default-connection")),
                PlatformVoice.Settings.from(config.getConfig("default-voice")),
                DocumentRules.from(config.getConfig("documents")),
                AgentBounds.from(config.getConfig("agents")),
                MarketplaceSettings.from(config.getConfig("marketplace")),
                ChatSettings.from(config.getConfig("chat")),
                config.getConfigList("usual-prices").stream()
                        .map(ChatsPartySettings::price)
                        .toList());
    }

    private static Price price(Config config) {
        Price price = Price.of(
                ModelRef.of(config.getString("model")), config.getString("message"), config.getString("tokens"));
        return config.getBoolean("fallback")
                ? new Price(
                        price.provider(),
                        price.model(),
                        true,
                        0,
                        price.message(),
                        price.input(),
                        price.output(),
                        null,
                        null,
                        null,
                        price.providerShare())
                : price;
    }
}
