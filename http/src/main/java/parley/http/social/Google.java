package parley.http.social;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.user.Identity;
import parley.engine.user.Introduction;

/** Google, an OpenID provider. */
record Google(SocialSettings.Place place, Asking asking) implements Provider {
    @Override
    public String name() {
        return "google";
    }

    @Override
    public String title() {
        return "Google";
    }

    @Override
    public CompletionStage<Introduction> introduction(Secret token) {
        return asking.get(place.user(), token).thenApply(this::introduction);
    }

    private Introduction introduction(JsonNode told) {
        @Nullable String email = Facts.optional(told, "email");
        @Nullable String first = Facts.optional(told, "given_name");
        return new Introduction(
                new Identity(name(), Facts.required(told, "sub")),
                email == null ? "" : email,
                email != null && Facts.isTrue(told.path("email_verified")),
                Facts.name(Facts.optional(told, "name"), first),
                first,
                Facts.optional(told, "family_name"));
    }

    /** The same for a token that a client brings: one that was given to somebody else's program proves nothing here. */
    CompletionStage<Introduction> brought(Secret token) {
        return asking.get(place.check(), Map.of("access_token", token)) // what the token is good for
                .thenCompose(check -> {
                    if (!place.clientId().equals(check.path("aud").asText())) throw failed();
                    return introduction(token).thenApply(it -> {
                        if (!it.identity().subject().equals(check.path("sub").asText())) throw failed();
                        return it;
                    });
                });
    }

    static Refusal failed() {
        return Refusal.unauthenticated("Google authentication failed");
    }
}
