package parley.http.character;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.cardfile.CardWriter;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.storage.StoredFile;
import parley.http.file.FileTroubles;

/** Writes characters as files that other applications read. */
public final class Exports {
    private final Characters characters;
    private final CharacterSettings settings;

    public Exports(Characters characters, CharacterSettings settings) {
        this.characters = characters;
        this.settings = settings;
    }

    /** What kind of file. */
    public enum Format {
        PNG,
        JSON,
        CHARX,
        /** The file that the card came in, to the byte. */
        ORIGINAL;

        /** The one that is asked for, else a PNG. */
        public static Format of(Optional<String> asked) {
            for (Format it : values()) if (it.name().equalsIgnoreCase(asked.orElse(PNG.name()))) return it;
            throw Refusal.invalid("format must be one of png, json, charx, original");
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A character as a file, to be saved. */
    public CompletionStage<Served> file(UserId owner, AgentId id, Format format) {
        return FileTroubles.told(characters.character(owner, id).thenCompose(it -> switch (format) {
            case PNG -> png(it);
            case JSON -> json(it);
            case CHARX -> charx(it);
            case ORIGINAL -> original(it);
        }));
    }

    private CompletionStage<Served> png(Figure figure) {
        return picture(figure)
                .thenCompose(picture -> characters
                        .workbench()
                        .at(() -> Served.saved(
                                figure.card().fileName("png"),
                                "image/png",
                                CardWriter.png(figure.card(), picture.orElse(null)))));
    }

    private static CompletionStage<Served> json(Figure figure) {
        return CompletableFuture.completedFuture(
                Served.saved(figure.card().fileName("json"), "application/json", CardWriter.json(figure.card())));
    }

    private CompletionStage<Served> original(Figure figure) {
        return file(figure, figure.portrait().original())
                .thenCompose(file -> file.map(it -> characters.shelf().stream(it)
                                .thenApply(bytes -> new Served(it.name(), it.mediaType(), bytes, it.size(), "", false)))
                        .orElseGet(() -> json(figure)));
    }

    private CompletionStage<Served> charx(Figure figure) {
        return picture(figure)
                .thenCompose(picture -> Workbench.aside(Arrivals::desk)
                        .thenCompose(desk -> file(figure, figure.portrait().original())
                                .thenCompose(original -> original.map(it -> characters
                                                .shelf()
                                                .copied(it, desk.resolve("original"))
                                                .thenApply(Optional::of))
                                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())))
                                .thenCompose(original ->
                                        characters.workbench().at(() -> archive(figure, picture, original, desk)))
                                .whenComplete((served, failure) -> {
                                    if (failure != null) Arrivals.cleared(desk);
                                })));
    }

    /** Written to the disk and sent from there, as it may be large. */
    private static Served archive(Figure figure, Optional<ByteString> picture, Optional<Path> original, Path desk)
            throws IOException {
        Path archive = desk.resolve("archive");
        try (OutputStream out = Files.newOutputStream(archive)) {
            CardWriter.charx(figure.card(), picture.orElse(null), original.orElse(null), out);
        }
        return new Served(
                figure.card().fileName("charx"),
                "application/zip",
                FileIO.fromPath(archive).watchTermination((sent, done) -> {
                    done.whenComplete((all, failure) -> Arrivals.cleared(desk));
                    return sent;
                }),
                Files.size(archive),
                "",
                false);
    }

    private CompletionStage<Optional<ByteString>> picture(Figure figure) {
        return file(figure, figure.portrait().picture())
                .thenCompose(file -> file.filter(it -> it.size() <= settings.card())
                        .map(it -> characters.shelf().content(it).thenApply(Optional::of))
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    }

    private CompletionStage<Optional<StoredFile>> file(Figure figure, @Nullable String file) {
        return characters.shelf().known(figure.owner(), file);
    }
}
