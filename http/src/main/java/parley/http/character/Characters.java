package parley.http.character;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Agents;
import parley.engine.agent.CardPrints;
import parley.engine.agent.Casting;
import parley.engine.agent.Persona;
import parley.engine.agent.Portrait;
import parley.engine.card.Card;
import parley.engine.card.CardPrint;
import parley.engine.cardfile.CardReader;
import parley.engine.cardfile.ReadCard;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Speaker;
import parley.engine.storage.Files;
import parley.http.file.FileTroubles;

/** The door to characters: agents that came in as cards. Nobody's but one's own are there. */
public final class Characters {
    private final Agents agents;
    private final CardPrints prints;
    private final Shelf shelf;
    private final Workbench workbench;
    private final Voices voices;
    private final Clock clock;

    public Characters(
            ActorSystem<?> system,
            Agents agents,
            CardPrints prints,
            Files files,
            Speaker speaker,
            Workbench workbench,
            Clock clock) {
        this.agents = agents;
        this.prints = prints;
        this.shelf = new Shelf(system, files);
        this.workbench = workbench;
        this.voices = new Voices(speaker);
        this.clock = clock;
    }

    /** A card that was read. */
    private record Read(ReadCard file, String print) {}

    Shelf shelf() {
        return shelf;
    }

    Workbench workbench() {
        return workbench;
    }

    /**
     * Makes a character of a file, or finds the one that has the same card already. Whatever goes wrong, nothing is left.
     */
    public CompletionStage<Kept> keep(UserId owner, Incoming incoming) {
        return FileTroubles.told(read(incoming)
                .thenCompose(read -> prints.holder(owner, read.print)
                        .thenCompose(it ->
                                it.map(id -> again(owner, id, read)).orElseGet(() -> brought(owner, incoming, read)))));
    }

    private CompletionStage<Read> read(Incoming incoming) {
        return workbench.at(() -> {
            ReadCard read = CardReader.read(incoming.readable());
            return new Read(read, CardPrint.of(read.card()));
        });
    }

    private CompletionStage<Kept> again(UserId owner, AgentId id, Read read) {
        return character(owner, id).thenApply(it -> new Kept(it, read.file.format(), read.file.warnings(), true));
    }

    private CompletionStage<Kept> brought(UserId owner, Incoming incoming, Read read) {
        return shelf.brought(owner, incoming, read.file.picture()).thenCompose(files -> {
            String name = Figure.name(read.file.card());
            Casting casting =
                    new Casting(name, new Persona.Carded(read.file.card(), files), ModelRef.DEFAULT, voices.of(name));
            return made(owner, read, casting, files)
                    .exceptionallyCompose(failure -> shelf.undone(owner, files, failure));
        });
    }

    /** Under an id that two who bring the same card at the same time both come to, so that only one of them makes it. */
    private CompletionStage<Kept> made(UserId owner, Read read, Casting casting, Portrait files) {
        AgentId named = new AgentId(UUID.nameUUIDFromBytes((owner + "/" + read.print).getBytes(StandardCharsets.UTF_8))
                .toString());
        return adopted(owner, named, casting)
                .thenApply(Figure::of)
                .thenCompose(it -> {
                    if (it.portrait().equals(files)) return kept(it, read, false);
                    if (CardPrint.of(it.card()).equals(read.print))
                        return shelf.dropped(owner, files, it.portrait()).thenCompose(_ -> kept(it, read, true));
                    return elsewhere(owner, read, casting);
                })
                .exceptionallyCompose(failure -> Refusal.in(failure)
                        .filter(it -> it.kind() == Refusal.Kind.CONFLICT || it.kind() == Refusal.Kind.NOT_FOUND)
                        .map(_ -> elsewhere(owner, read, casting))
                        .orElseGet(() -> CompletableFuture.failedFuture(failure)));
    }

    /** The same card was here before, and was changed or deleted since. */
    private CompletionStage<Kept> elsewhere(UserId owner, Read read, Casting casting) {
        AgentId fresh = new AgentId(UUID.randomUUID().toString());
        return adopted(owner, fresh, casting).thenCompose(it -> kept(Figure.of(it), read, false));
    }

    /** An agent that did not answer in time may be there all the same. */
    private CompletionStage<AgentProfile> adopted(UserId owner, AgentId id, Casting casting) {
        return agents.adopt(owner, id, casting, clock.instant())
                .exceptionallyCompose(failure -> Refusal.in(failure).isPresent()
                        ? CompletableFuture.failedFuture(failure)
                        : agents.profile(owner, id).exceptionallyCompose(_ -> CompletableFuture.failedFuture(failure)));
    }

    private static CompletionStage<Kept> kept(Figure character, Read read, boolean duplicate) {
        return CompletableFuture.completedFuture(
                new Kept(character, read.file.format(), read.file.warnings(), duplicate));
    }

    /** A newer version of a character's card: its id stays, and so do the rooms it sits in. */
    public CompletionStage<Kept> renew(UserId owner, AgentId id, Incoming incoming) {
        return FileTroubles.told(character(owner, id)
                .thenCompose(before -> read(incoming)
                        .thenCompose(read -> shelf.brought(owner, incoming, read.file.picture())
                                .thenCompose(
                                        files -> recast(before, read.file.card(), renewed(before.portrait(), files))
                                                .exceptionallyCompose(failure -> shelf.undone(owner, files, failure)))
                                .thenCompose(it -> shelf.dropped(owner, before.portrait(), it.portrait())
                                        .thenCompose(_ -> kept(it, read, false))))));
    }

    /** A file without a picture leaves the picture that there is. */
    private static Portrait renewed(Portrait before, Portrait files) {
        String picture = files.picture() == null ? before.picture() : files.picture();
        return before.with(picture, files.original());
    }

    /** A character of one's own. */
    public CompletionStage<Figure> character(UserId owner, AgentId id) {
        return agents.profile(owner, id)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(Refusal.in(failure)
                        .filter(it -> it.kind() == Refusal.Kind.NOT_FOUND)
                        .<Throwable>map(_ -> Figure.unknown())
                        .orElse(failure)))
                .thenApply(Figure::of);
    }

    /** Changes fields of a card, one change after the other, see {@link Card#with}. */
    public CompletionStage<Figure> changed(UserId owner, AgentId id, List<? extends JsonNode> changes) {
        return character(owner, id)
                .thenCompose(it -> workbench
                        .at(() -> {
                            Card card = it.card();
                            for (JsonNode change : changes) card = card.with(change);
                            return card;
                        })
                        .thenCompose(card -> recast(it, card, it.portrait())));
    }

    /** Casts a character with another model or voice. */
    public CompletionStage<Figure> cast(UserId owner, AgentId id, UnaryOperator<Casting> change) {
        return character(owner, id)
                .thenCompose(
                        it -> agents.recast(owner, id, change.apply(it.agent().casting())))
                .thenApply(Figure::of);
    }

    /** Shows a character with another moving model. */
    public CompletionStage<Figure> moving(UserId owner, AgentId id, UnaryOperator<Portrait> change) {
        return character(owner, id).thenCompose(it -> recast(it, it.card(), change.apply(it.portrait())));
    }

    /** Gives a character another picture; refuses what is no picture, or has too many pixels. */
    CompletionStage<Figure> pictured(UserId owner, AgentId id, ByteString picture) {
        return FileTroubles.told(character(owner, id)
                .thenCompose(before -> shelf.pictured(owner, picture)
                        .thenCompose(file -> {
                            Portrait files = before.portrait()
                                    .with(file.id().value(), before.portrait().original());
                            return recast(before, before.card(), files)
                                    .exceptionallyCompose(failure -> shelf.undone(
                                            owner, new Portrait(file.id().value(), null), failure));
                        })
                        .thenCompose(it -> shelf.dropped(owner, before.portrait(), it.portrait())
                                .thenApply(_ -> it))));
    }

    private CompletionStage<Figure> recast(Figure before, Card card, @Nullable Portrait files) {
        Portrait shown = files == null ? Portrait.NONE : files;
        return agents.recast(before.owner(), before.id(), before.cast(card, shown))
                .thenApply(Figure::of);
    }

    /** Deletes a character with its files; rooms keep what it said. */
    public CompletionStage<Figure> remove(UserId owner, AgentId id) {
        return character(owner, id)
                .thenCompose(it -> agents.retire(owner, id)
                        .thenCompose(_ -> shelf.dropped(owner, it.portrait(), Portrait.NONE))
                        .thenApply(_ -> it));
    }
}
