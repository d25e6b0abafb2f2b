package parley.http.character;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.util.ByteString;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.storage.StoredFile;
import parley.http.file.FileTroubles;

/** What characters look like: their pictures as they came, and small squares of them. */
public final class Portraits {
    /** The sides of the squares, in pixels. */
    public static final Set<Integer> SIZES = Set.of(64, 128, 256, 512);

    private final Characters characters;
    private final CharacterSettings settings;
    private final Arrivals arrivals;
    private final AsyncCache<Key, byte[]> kept;

    public Portraits(Characters characters, CharacterSettings settings) {
        this.characters = characters;
        this.settings = settings;
        this.arrivals = new Arrivals(settings);
        this.kept = Caffeine.newBuilder()
                .maximumWeight(settings.kept())
                .weigher((Key key, byte[] png) -> png.length)
                .buildAsync();
    }

    private record Key(String picture, int size) {}

    /** A character's portrait, as its owner may see it. */
    public CompletionStage<Served> square(UserId owner, AgentId id, int size) {
        if (!SIZES.contains(size)) throw Refusal.invalid("size must be 64, 128, 256 or 512");
        return FileTroubles.told(characters
                .character(owner, id)
                .thenCompose(it -> characters
                        .shelf()
                        .known(owner, it.portrait().picture())
                        .thenCompose(file -> file.filter(this::isDecodable)
                                .map(found -> square(found, size))
                                .orElseGet(() -> drawn(it, size)))));
    }

    /** A picture larger than any card may be is shown as it is or not at all. */
    private boolean isDecodable(StoredFile file) {
        return file.size() <= settings.card();
    }

    private CompletionStage<Served> square(StoredFile file, int size) {
        Key key = new Key(file.sha256(), size);
        return kept.get(key, (_, _) -> made(file, size).toCompletableFuture()).thenApply(it -> served(key, it));
    }

    private CompletionStage<byte[]> made(StoredFile file, int size) {
        return characters
                .shelf()
                .content(file)
                .thenCompose(bytes -> characters.workbench().at(() -> square(file.sha256(), bytes, size)));
    }

    /** What cannot be decoded, or has too many pixels for it, is drawn instead. */
    private byte[] square(String seed, ByteString bytes, int size) throws IOException {
        try {
            return Picture.of(bytes.toArrayUnsafe(), settings.pixels()).square(size, settings.pixels());
        } catch (Refusal undecodable) {
            return DrawnPortrait.of(seed, size);
        }
    }

    private CompletionStage<Served> drawn(Figure figure, int size) {
        Key key = new Key("drawn-" + figure.id(), size);
        return kept.get(
                        key,
                        (_, _) -> characters
                                .workbench()
                                .at(() -> DrawnPortrait.of(figure.id().value(), size))
                                .toCompletableFuture())
                .thenApply(it -> served(key, it));
    }

    private static Served served(Key key, byte[] png) {
        return Served.shown(
                key.size + ".png", "image/png", ByteString.fromArrayUnsafe(png), key.picture + "-" + key.size);
    }

    /** The picture as it came, else a drawn one. */
    public CompletionStage<Served> whole(UserId owner, AgentId id) {
        return FileTroubles.told(characters
                .character(owner, id)
                .thenCompose(it -> characters
                        .shelf()
                        .known(owner, it.portrait().picture())
                        .thenCompose(file -> file.filter(this::isDecodable)
                                .map(found -> characters
                                        .shelf()
                                        .content(found)
                                        .thenApply(bytes -> Served.shown(
                                                it.card().fileName("png"), found.mediaType(), bytes, found.sha256())))
                                .orElseGet(() -> drawn(it, 512)))));
    }

    /** Gives a character the picture that a request brings. */
    public CompletionStage<Figure> replaced(UserId owner, AgentId id, RequestEntity entity, Materializer materializer) {
        return arrivals.whole(
                entity,
                "portrait",
                materializer,
                form -> characters
                        .character(owner, id)
                        .thenCompose(_ -> characters.workbench().at(() -> {
                            byte[] bytes = form.file().content();
                            Picture.of(bytes, settings.pixels());
                            return ByteString.fromArrayUnsafe(bytes);
                        }))
                        .thenCompose(it -> characters.pictured(owner, id, it)));
    }
}
