package parley.http.social;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import parley.engine.kernel.Secret;
import parley.engine.user.Identity;
import parley.engine.user.Introduction;

/** GitHub, whose accounts may show an e-mail that is not theirs: what counts is the primary one of their own list. */
record GitHub(SocialSettings.Place place, Asking asking) implements Provider {
    @Override
    public String name() {
        return "github";
    }

    @Override
    public String title() {
        return "GitHub";
    }

    @Override
    public CompletionStage<Introduction> introduction(Secret token) {
        return asking.get(place.user(), token) // account
                .thenCombine(asking.get(place.check(), token), this::introduction);
    }

    private Introduction introduction(JsonNode account, JsonNode emails) {
        Optional<JsonNode> primary = StreamSupport.stream(emails.spliterator(), false)
                .filter(it -> Facts.isTrue(it.path("primary")))
                .findFirst();
        return new Introduction(
                new Identity(name(), Facts.required(account, "id")),
                primary.map(it -> it.path("email").asText()).orElse(""),
                primary.map(it -> Facts.isTrue(it.path("verified"))).orElse(false),
                Facts.name(Facts.optional(account, "name"), Facts.optional(account, "login")),
                null,
                null);
    }
}
