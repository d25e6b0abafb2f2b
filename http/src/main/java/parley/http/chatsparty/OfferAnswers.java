package parley.http.chatsparty;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import parley.engine.agent.Persona;
import parley.engine.kernel.UserId;
import parley.engine.market.Offer;
import parley.engine.user.Users;

/** Tells of agents on offer and of who offers them. */
final class OfferAnswers {
    private static final String NAMELESS = "Unknown";
    private static final double CENTS = 100;

    private final Users users;
    private final PlatformDefault platform;

    OfferAnswers(Users users, PlatformDefault platform) {
        this.users = users;
        this.platform = platform;
    }

    CompletionStage<OfferAnswer> of(Offer offer) {
        return of(List.of(offer)).thenApply(List::getFirst);
    }

    CompletionStage<List<OfferAnswer>> of(List<Offer> offers) {
        Map<UserId, CompletableFuture<String>> names = offers.stream()
                .map(Offer::publisher)
                .distinct()
                .collect(Collectors.toMap(it -> it, it -> name(it).toCompletableFuture()));
        return CompletableFuture.allOf(names.values().toArray(CompletableFuture[]::new))
                .thenApply(_ -> offers.stream()
                        .map(it -> of(
                                it,
                                names.getOrDefault(it.publisher(), nameless()).join()))
                        .toList());
    }

    /** A list is shown even where somebody on it cannot be asked. */
    private CompletionStage<String> name(UserId user) {
        return users.profile(user)
                .thenApply(it -> it.name().isBlank() ? NAMELESS : it.name())
                .exceptionally(_ -> NAMELESS);
    }

    private static CompletableFuture<String> nameless() {
        return CompletableFuture.completedFuture(NAMELESS);
    }

    private OfferAnswer of(Offer it, String publisher) {
        Persona.Styled persona = AgentForm.styled(it.casting().persona());
        return new OfferAnswer(
                it.agent().value(),
                it.agent().value(),
                it.casting().name(),
                it.notice().description(),
                persona.characteristics(),
                it.notice().category(),
                it.notice().tags(),
                Math.round(it.rating() * CENTS) / CENTS,
                it.ratings(),
                it.imports(),
                it.createdAt(),
                it.publishedAt(),
                new OfferAnswer.Publisher(it.publisher().value(), publisher),
                AgentAnswer.StyleAnswer.of(persona.style()),
                new AgentAnswer.AiAnswer(platform.provider(), platform.model(), PlatformDefault.ID));
    }
}
