package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMultiMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.lenientBody;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.engine.market.Market;
import parley.engine.market.OfferIndex;
import parley.http.edge.SignedIn;

/** Agents that users offer to each other. Everybody who is signed in may look; what cannot be is told with 400. */
final class MarketplaceRoutes implements Chapter {
    private final Market market;
    private final OfferIndex offers;
    private final OfferAnswers answers;
    private final AgentBook book;
    private final MarketplaceSettings settings;
    private final SignedIn signedIn;

    MarketplaceRoutes(Doors doors, PlatformDefault platform, AgentBook book, MarketplaceSettings settings) {
        market = doors.market();
        offers = doors.offers();
        answers = new OfferAnswers(doors.users(), platform);
        this.book = book;
        this.settings = settings;
        signedIn = doors.keyring().signedIn();
    }

    record Offers(List<OfferAnswer> agents, AgentPage.Pagination pagination, MarketplaceQuery filters) {}

    @Override
    public Route routes(Mount mount) {
        return pathPrefix(
                "marketplace",
                () -> signedIn.signedIn(user -> concat(
                        pathPrefix("agents", () -> agents(user)),
                        path("categories", this::categories),
                        path(segment("templates").slash("brainstorm"), MarketplaceRoutes::nothing),
                        path(segment("templates").slash("usecases"), MarketplaceRoutes::nothing),
                        path("usecases", MarketplaceRoutes::nothing))));
    }

    private Route agents(UserId user) {
        return concat(
                pathEndOrSingleSlash(this::list),
                path("import", () -> take(user)),
                path("rate", () -> rate(user)),
                path("publish", () -> publish(user)),
                path("unpublish", () -> withdraw(user)),
                path(segment(), this::show));
    }

    // GET /marketplace/agents?page&limit&category&tags&minRating&search&sortBy&sortOrder
    private Route list() {
        return get(() -> parameterMultiMap(parameters -> answer(() -> {
            MarketplaceQuery query = MarketplaceQuery.of(parameters);
            Page.Request page = MarketplaceQuery.page(parameters, query);
            return offers.offers(query.query(page))
                    .thenCompose(found -> answers.of(found.items())
                            .thenApply(it -> new Offers(
                                    it, AgentPage.Pagination.of(found.page(), found.limit(), found.total()), query)));
        })));
    }

    // GET /marketplace/agents/{agent}
    private Route show(String id) {
        return get(() -> answer(() -> market.offer(MarketplaceForms.agent(id)).thenCompose(answers::of)));
    }

    // POST /marketplace/agents/import {agentId, customizations?}
    private Route take(UserId user) {
        return post(() -> lenientBody(
                MarketplaceForms.Taken.class,
                form -> answer(() -> book.room(user)
                        .thenCompose(_ -> market.take(user, form.agent(), form::appliedTo))
                        .thenApply(it -> MarketplaceForms.TakenAnswer.of(it, form.agent())))));
    }

    // POST /marketplace/agents/rate {agentId, rating, review?}
    private Route rate(UserId user) {
        return post(() -> lenientBody(
                MarketplaceForms.Rated.class,
                form -> answer(() -> market.rate(
                                user,
                                form.agent(),
                                form.stars(),
                                form.review() == null ? "" : form.review().strip())
                        .thenApply(MarketplaceForms.RatedAnswer::of))));
    }

    // POST /marketplace/agents/publish {agentId, category, tags?, description?}
    private Route publish(UserId user) {
        return post(() -> lenientBody(
                MarketplaceForms.Published.class,
                form -> answer(() -> market.publish(user, form.agent(), form.notice())
                        .thenApply(_ -> new MarketplaceForms.Done(true)))));
    }

    // POST /marketplace/agents/unpublish {agentId}
    private Route withdraw(UserId user) {
        return post(() -> lenientBody(
                MarketplaceForms.Named.class,
                form -> answer(
                        () -> market.withdraw(user, form.agent()).thenApply(_ -> new MarketplaceForms.Done(true)))));
    }

    // GET /marketplace/categories
    private Route categories() {
        return get(() -> answer(() -> offers.categories()
                .thenApply(used -> Stream.concat(settings.categories().stream(), used.stream())
                        .distinct()
                        .toList())));
    }

    // GET /marketplace/templates/brainstorm and /marketplace/usecases: this server comes with none
    private static Route nothing() {
        return get(() -> Reply.ok(CompletableFuture.completedFuture(List.of())));
    }

    private static <T> Route answer(Supplier<CompletionStage<T>> answer) {
        return Reply.ok(AgentAddress.AGENTS.told(answer));
    }
}
