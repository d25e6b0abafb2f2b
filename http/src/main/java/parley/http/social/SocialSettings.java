package parley.http.social;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import parley.engine.kernel.Secret;

/**
 * Which providers of sign-ins there are, {@code parley.http.social}.
 *
 * @param frontend where the pages of the clients are, to which a provider sends people back
 * @param within how long somebody may take at the provider
 * @param answerWithin how long a provider may take to answer this server
 */
public record SocialSettings(URI frontend, Duration within, Duration answerWithin, Place google, Place github) {
    private static final String USUAL_FRONTEND = "http://localhost:5173";

    /** Reads {@code parley.http.social}. */
    public static SocialSettings from(Config config) {
        String frontend = config.getString("frontend");
        return new SocialSettings(
                URI.create((frontend.isEmpty() ? USUAL_FRONTEND : frontend).replaceAll("/+$", "")),
                config.getDuration("within"),
                config.getDuration("answer-within"),
                Place.from(config.getConfig("google")),
                Place.from(config.getConfig("github")));
    }

    /**
     * Where a provider is and who we are there.
     *
     * @param authorize the page that people are sent to
     * @param token where a code becomes an access token
     * @param user who that is
     * @param check what else has to be asked before that is believed
     */
    record Place(String clientId, Secret clientSecret, String scope, String authorize, URI token, URI user, URI check) {
        private static Place from(Config config) {
            return new Place(
                    config.getString("client-id"),
                    new Secret(config.getString("client-secret")),
                    config.getString("scope"),
                    config.getString("authorize"),
                    URI.create(config.getString("token")),
                    URI.create(config.getString("user")),
                    URI.create(config.getString("check")));
        }

        boolean isKnown() {
            return !clientId.isEmpty() && !clientSecret.reveal().isEmpty();
        }
    }
}
