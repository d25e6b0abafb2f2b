package parley.http.companion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentIndex;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Persona;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.user.Users;
import parley.http.character.CardJson;
import parley.http.character.Figure;
import parley.http.character.Gallery;
import parley.http.character.Incoming;
import parley.http.character.Kept;
import parley.http.edge.Problem;

/** A user's characters, and which of them answers where none is named: each user has a choice of their own. */
final class Roster {
    /** As the old servers made ids; anything else cannot be one. */
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private static final String[] CARD = {"character_data", "characterData", "character_card", "card"};

    private final Gallery gallery;
    private final AgentIndex index;
    private final Users users;

    Roster(Gallery gallery, AgentIndex index, Users users) {
        this.gallery = gallery;
        this.index = index;
        this.users = users;
    }

    /** All of them, what was changed last first; of long texts only the beginnings are there. */
    CompletionStage<List<Figure>> all(UserId user) {
        return from(user, 1, new ArrayList<>())
                .thenApply(all -> all.stream()
                        .filter(it -> it.casting().persona() instanceof Persona.Carded)
                        .sorted(Comparator.comparing(AgentProfile::updatedAt)
                                .thenComparing(it -> it.id().value())
                                .reversed())
                        .map(Figure::of)
                        .toList());
    }

    private CompletionStage<List<AgentProfile>> from(UserId user, int page, List<AgentProfile> before) {
        return index.agents(user, new Page.Request(page, Page.MOST, false)).thenCompose(it -> {
            before.addAll(it.items());
            return it.items().size() < Page.MOST
                    ? CompletableFuture.completedFuture(before)
                    : from(user, page + 1, before);
        });
    }

    /** One of them; NOT_FOUND for whatever cannot be the id of one. */
    CompletionStage<Figure> one(UserId user, String id) {
        return on(id, it -> gallery.characters().character(user, it));
    }

    private static <T> CompletionStage<T> on(String id, Function<AgentId, CompletionStage<T>> inner) {
        if (!ID.matcher(id).matches()) throw Refusal.notFound("there is no such character");
        return inner.apply(new AgentId(id.toLowerCase(Locale.ROOT)));
    }

    /** A card as a file; what is wrong with it is told as a request that is not well-formed, as both old servers did. */
    CompletionStage<Kept> keep(UserId user, Incoming incoming, MovingForm moving) {
        return gallery.characters()
                .keep(user, incoming)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(malformed(failure)))
                .thenCompose(kept -> moving.saysNothing()
                        ? CompletableFuture.completedFuture(kept)
                        : gallery.characters()
                                .moving(user, kept.figure().id(), moving::applied)
                                .thenApply(kept::of));
    }

    private static Throwable malformed(Throwable failure) {
        return Refusal.in(failure)
                .filter(it -> it.kind() == Refusal.Kind.INVALID)
                .<Throwable>map(it -> new Problem(StatusCodes.BAD_REQUEST, it.code(), it.reason()))
                .orElse(failure);
    }

    /** A card in a body, beside the moving model that it is to be shown with, or alone. */
    CompletionStage<Kept> keep(UserId user, Incoming body) {
        return gallery.workbench().at(() -> Sent.of(body)).thenCompose(it -> keep(user, it.card, it.moving));
    }

    private record Sent(Incoming card, MovingForm moving) {
        static Sent of(Incoming body) throws IOException {
            var sent = CardJson.object(body);
            for (String name : CARD)
                if (sent.path(name).isObject())
                    return new Sent(body.holding(CardJson.bytes(sent.path(name))), MovingForm.of(sent, false));
            return new Sent(body, new MovingForm(null, null));
        }
    }

    /** Shows one with another moving model. */
    CompletionStage<Figure> move(UserId user, String id, MovingForm moving) {
        return on(id, it -> gallery.characters().moving(user, it, moving::applied));
    }

    /** From now on this one answers where none is named. */
    CompletionStage<Figure> activate(UserId user, String id) {
        return one(user, id)
                .thenCompose(it -> users.chooseCharacter(user, it.id()).thenApply(_ -> it));
    }

    /** Deletes one; where it was to answer, nobody is. */
    CompletionStage<Figure> remove(UserId user, String id) {
        return on(id, it -> gallery.characters().remove(user, it))
                .thenCompose(gone -> users.settings(user)
                        .thenCompose(it -> gone.id().equals(it.character())
                                ? users.chooseCharacter(user, null)
                                : CompletableFuture.completedFuture(it))
                        .thenApply(_ -> gone));
    }
}
