package parley.http.chatsparty;

import com.typesafe.config.Config;
import java.util.List;

/**
 * What the marketplace is told, {@code parley.chatsparty.marketplace}.
 *
 * @param categories those that are offered to publishers; any other may be used too
 */
public record MarketplaceSettings(List<String> categories) {
    public MarketplaceSettings {
        categories = List.copyOf(categories);
    }

    static MarketplaceSettings from(Config config) {
        return new MarketplaceSettings(config.getStringList("categories"));
    }
}
