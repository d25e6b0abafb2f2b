package parley.http.character;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.card.CardData;
import parley.engine.cardfile.CardReader;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.storage.FileName;
import parley.engine.storage.MediaTypes;
import parley.engine.storage.StoredFile;
import parley.http.file.Disposition;
import parley.http.file.FileTroubles;

/**
 * The files that a card names. Those in the card and in the file that it came in are given out; no other address is ever
 * followed, whatever it leads to.
 */
public final class Assets {
    /** What stands for the picture of the card itself (Character Card V3, assets). */
    private static final String PICTURE = "ccdefault:";

    /** Where a card names no files, it has its picture alone (Character Card V3, assets). */
    private static final List<CardData.Asset> USUAL = List.of(new CardData.Asset("icon", PICTURE, "main", "png"));

    private static final String BYTES = "application/octet-stream";

    private final Characters characters;
    private final Portraits portraits;
    private final MediaTypes types;

    public Assets(Characters characters, Portraits portraits, MediaTypes types) {
        this.characters = characters;
        this.portraits = portraits;
        this.types = types;
    }

    /**
     * A file that a card names.
     *
     * @param where {@code file}, {@code card}, {@code picture}, {@code web}, or {@code nowhere} that is known here
     * @param url where it is on the web; nobody here has looked
     */
    public record Line(
            int number,
            String type,
            String name,
            String ext,
            String where,
            @Nullable String url) {
        static Line of(int number, CardData.Asset asset) {
            String place = place(asset.uri());
            return new Line(
                    number, asset.type(), asset.name(), asset.ext(), place, place.equals("web") ? asset.uri() : null);
        }
    }

    private static String place(String uri) {
        String small =
                uri.substring(0, Math.min(uri.length(), PICTURE.length())).toLowerCase(Locale.ROOT);
        if (small.startsWith(PICTURE)) return "picture";
        if (small.startsWith("data:")) return "card";
        if (small.startsWith("http://") || small.startsWith("https://")) return "web";
        boolean file = small.startsWith("embeded://") || small.startsWith("embedded:") || small.startsWith("__asset:");
        return file ? "file" : "nowhere";
    }

    /** All of them. */
    public CompletionStage<List<Line>> of(UserId owner, AgentId id) {
        return characters.character(owner, id).thenApply(it -> {
            List<CardData.Asset> named = named(it);
            return IntStream.range(0, named.size())
                    .mapToObj(number -> Line.of(number, named.get(number)))
                    .toList();
        });
    }

    private static List<CardData.Asset> named(Figure figure) {
        List<CardData.Asset> named = figure.card().data().assets();
        return named.isEmpty() ? USUAL : named;
    }

    /** The bytes of one of them, by its number. */
    public CompletionStage<Served> one(UserId owner, AgentId id, int number) {
        return FileTroubles.told(characters.character(owner, id).thenCompose(it -> {
            List<CardData.Asset> named = named(it);
            if (number < 0 || number >= named.size()) throw Refusal.notFound("this card names no such file");
            CardData.Asset asset = named.get(number);
            return switch (place(asset.uri())) {
                case "picture" -> portraits.whole(owner, id);
                case "card" -> characters.workbench().at(() -> served(asset, number, inCard(asset.uri())));
                case "file" -> inFile(it, asset).thenApply(bytes -> served(asset, number, bytes));
                default -> throw Refusal.notFound("this file is not here: its card only tells where it once was");
            };
        }));
    }

    private static ByteString inCard(String uri) {
        int comma = uri.indexOf(',');
        if (comma < 0 || !uri.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64"))
            throw Refusal.invalid("this file is damaged: it should stand in the card as base64");
        try {
            return ByteString.fromArrayUnsafe(Base64.getMimeDecoder().decode(uri.substring(comma + 1)));
        } catch (IllegalArgumentException broken) {
            throw Refusal.invalid("this file is damaged: it should stand in the card as base64");
        }
    }

    private CompletionStage<ByteString> inFile(Figure figure, CardData.Asset asset) {
        return characters
                .shelf()
                .known(figure.owner(), figure.portrait().original())
                .thenCompose(file -> file.map(it -> inFile(it, asset.uri()))
                        .orElseGet(() -> CompletableFuture.failedFuture(
                                Refusal.notFound("the file that this card came in is not here any more"))));
    }

    private CompletionStage<ByteString> inFile(StoredFile original, String uri) {
        return Workbench.aside(Arrivals::desk)
                .thenCompose(desk -> characters
                        .shelf()
                        .copied(original, desk.resolve("original"))
                        .thenCompose((Path file) -> characters.workbench().at(() -> CardReader.asset(file, uri)))
                        .whenComplete((bytes, failure) -> Arrivals.cleared(desk)));
    }

    /** Pictures and sounds may be shown; whatever a browser might run, SVG included, is bytes to be saved. */
    private Served served(CardData.Asset asset, int number, ByteString bytes) {
        String name = number + extension(asset.ext());
        String type = types.of(new FileName(name), bytes.take(MediaTypes.SHOWN));
        boolean shown = Disposition.isShown(type) && !type.startsWith("text/");
        return shown ? Served.shown(name, type, bytes, "") : Served.saved(name, BYTES, bytes);
    }

    private static String extension(String ext) {
        return ext.matches("[A-Za-z0-9]{1,8}") ? "." + ext.toLowerCase(Locale.ROOT) : "";
    }
}
