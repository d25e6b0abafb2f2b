package parley.http.social;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.Query;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.japi.Pair;
import parley.engine.kernel.Secret;
import parley.engine.user.Introduction;
import parley.http.edge.Problem;
import parley.http.edge.Tickets;

/**
 * Sends people to providers and takes in what comes back. The state that goes round is sealed, holds the PKCE verifier,
 * and is good for one provider, for minutes and once.
 */
public final class SocialSignIn {
    private static final int VERIFIER_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Google google;
    private final List<Provider> providers;
    private final URI frontend;
    private final Asking asking;
    private final Tickets tickets;
    private final SecureRandom random = new SecureRandom();

    public SocialSignIn(SocialSettings settings, Tickets tickets, ClassicActorSystemProvider system) {
        this.asking = new Asking(system, settings.answerWithin());
        this.google = new Google(settings.google(), asking);
        this.providers = List.of(google, new GitHub(settings.github(), asking));
        this.frontend = settings.frontend();
        this.tickets = tickets;
    }

    /** Where somebody is to be sent, and the state that comes back from there. */
    public record Start(String page, String state) {}

    /** Whether this provider's name is known here at all. */
    public boolean isProvider(String name) {
        return provider(name).isPresent();
    }

    /** Whether people can sign in by this provider. */
    public boolean offers(String name) {
        return provider(name).filter(it -> it.place().isKnown()).isPresent();
    }

    /** Begins to sign somebody in; 400 where the provider is not known, 501 where nobody has configured it. */
    public Start begin(String name) {
        Provider provider = offered(name);
        byte[] chance = new byte[VERIFIER_BYTES];
        random.nextBytes(chance);
        String verifier = BASE64.encodeToString(chance);
        String state = tickets.issue(provider.name(), verifier);
        SocialSettings.Place place = provider.place();
        Query query = Query.create(
                Pair.create("client_id", place.clientId()),
                Pair.create("redirect_uri", redirect(provider)),
                Pair.create("response_type", "code"),
                Pair.create("scope", place.scope()),
                Pair.create("state", state),
                Pair.create("code_challenge", challenge(verifier)),
                Pair.create("code_challenge_method", "S256"));
        return new Start(Uri.create(place.authorize()).query(query).toString(), state);
    }

    /** What the provider says of whoever came back with this; 400 where the state or the code is not good. */
    public CompletionStage<Introduction> finish(String name, Secret code, String state) {
        Provider provider = offered(name);
        String verifier = tickets.redeem(provider.name(), state)
                .orElseThrow(() -> failed("this state is not good, or not any more; begin anew"));
        SocialSettings.Place place = provider.place();
        Map<String, Secret> form = Map.of(
                "grant_type", new Secret("authorization_code"),
                "code", code,
                "redirect_uri", new Secret(redirect(provider)),
                "client_id", new Secret(place.clientId()),
                "client_secret", place.clientSecret(),
                "code_verifier", new Secret(verifier));
        return explained(
                asking.post(place.token(), form) // access token
                        .thenCompose(it -> provider.introduction(token(it))),
                _ -> failed("the provider does not take this code"));
    }

    /** What Google says of whoever a client brings an access token of; 401 where it was not given to our client. */
    public CompletionStage<Introduction> byGoogleToken(Secret token) {
        offered(google.name());
        return explained(google.brought(token), _ -> Google.failed());
    }

    private Provider offered(String name) {
        Provider provider = provider(name)
                .orElseThrow(() ->
                        new Problem(StatusCodes.BAD_REQUEST, "unsupported_provider", "Unsupported OAuth provider"));
        if (!provider.place().isKnown())
            throw new Problem(
                    StatusCodes.NOT_IMPLEMENTED, "not_configured", provider.title() + " OAuth not configured");
        return provider;
    }

    private Optional<Provider> provider(String name) {
        return providers.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    private String redirect(Provider provider) {
        return frontend + "/auth/callback/" + provider.name();
    }

    /** Some providers say no with 200. */
    private static Secret token(JsonNode told) {
        String token = told.path("access_token").asText("");
        if (token.isEmpty()) throw failed("the provider does not take this code");
        return new Secret(token);
    }

    private static <T> CompletionStage<T> explained(
            CompletionStage<T> asked, Function<Asking.Unwilling, RuntimeException> no) {
        return asked.exceptionally(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            throw cause instanceof Asking.Unwilling unwilling ? no.apply(unwilling) : new CompletionException(cause);
        });
    }

    private static Problem failed(String why) {
        return new Problem(StatusCodes.BAD_REQUEST, "oauth_failed", "OAuth callback failed: " + why);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return BASE64.encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
