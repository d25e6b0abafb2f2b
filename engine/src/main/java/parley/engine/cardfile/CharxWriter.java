package parley.engine.cardfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;
import parley.engine.card.CardJson;
import parley.engine.cardfile.ReadCard.EmbeddedAsset;

/**
 * Writes a CHARX. Files of an original CHARX stay what they are called; assets of a PNG become members, and the card's
 * addresses of them change; where the card has no icon of its own, the picture becomes its main icon.
 */
final class CharxWriter {
    private static final String ICON = "icon";
    private static final String ICON_MEMBER = "assets/icon/images/main.";

    private final @Nullable Path original;
    private final @Nullable ByteString picture;

    /** Names in the new archive by addresses in the original. */
    private final Map<String, String> members = new LinkedHashMap<>();

    private CharxWriter(@Nullable ByteString picture, @Nullable Path original) {
        this.picture = picture;
        this.original = original;
    }

    static void write(Card card, @Nullable ByteString picture, @Nullable Path original, OutputStream to)
            throws IOException {
        ByteString shown = picture;
        if (original != null) {
            ReadCard read = CardReader.read(original);
            if (picture == null && read.picture() != null)
                shown = read.picture().bytes();
            CharxWriter writer = new CharxWriter(shown, original);
            if (!read.format().equals("byaf")) read.assets().forEach(writer::plan);
            writer.write(card, to);
        } else {
            new CharxWriter(shown, null).write(card, to);
        }
    }

    private void plan(EmbeddedAsset file) {
        boolean member = file.uri().startsWith(Findings.EMBEDDED);
        String name = member
                ? file.uri().substring(Findings.EMBEDDED.length())
                : "assets/other/other/" + (members.size() + 1) + ".bin";
        members.put(file.uri(), name);
    }

    private void write(Card card, OutputStream to) throws IOException {
        ArrayNode assets = assets(card);
        JsonNode before = assets.deepCopy();
        move(assets);
        String icon = icon(assets);
        boolean same = assets.equals(before);
        Card moved = same ? card : card.with(CardJson.object().set("assets", assets));
        try (ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8)) {
            byte[] json = moved.asV3(null).json().getBytes(StandardCharsets.UTF_8);
            put(zip, ArchiveFile.CARD, json, json.length);
            if (!icon.isEmpty()) {
                byte[] bytes = Objects.requireNonNull(picture).toArrayUnsafe();
                put(zip, icon, bytes, bytes.length);
            }
            if (original == null || members.isEmpty()) return;
            CardReader.assets(
                    original, members.keySet(), (uri, bytes) -> put(zip, name(uri), bytes.array(), bytes.length()));
        }
    }

    private static ArrayNode assets(Card card) {
        ObjectNode root = CardJson.tree(card.json());
        JsonNode fields = root.path("data").isObject() ? root.path("data") : root;
        return fields.get("assets") instanceof ArrayNode assets
                ? assets
                : CardJson.object().putArray("assets");
    }

    // Gives the assets of a PNG names as the specification wants them, and addresses.
    private void move(ArrayNode assets) {
        int number = 0;
        for (JsonNode each : assets) {
            number++;
            String uri = each.path("uri").asText("");
            if (!(each instanceof ObjectNode asset) || !uri.startsWith(PngText.ADDRESS) || !members.containsKey(uri))
                continue;
            String name = "assets/" + word(asset.path("type")) + "/images/" + number + "." + word(asset.path("ext"));
            members.put(uri, name);
            asset.put("uri", Findings.EMBEDDED + name);
        }
    }

    private static String word(JsonNode text) {
        String word = text.asText("");
        return word.matches("[A-Za-z0-9_]{1,20}") ? word : "other";
    }

    // The name of the member that the picture becomes; empty where the card has an icon or there is no picture.
    private String icon(ArrayNode assets) {
        String type = picture == null
                ? ""
                : PictureKind.of(ByteBuffer.wrap(picture.toArrayUnsafe()))
                        .map(it -> it.mediaType().substring("image/".length()))
                        .orElse("");
        ObjectNode main = main(assets);
        boolean has = main != null && isOwn(main.path("uri").asText(""));
        if (type.isEmpty() || has) return "";
        String name = ICON_MEMBER + type;
        members.values().removeIf(name::equals);
        ObjectNode icon = main == null ? assets.insertObject(0) : main;
        icon.put("type", ICON)
                .put("uri", Findings.EMBEDDED + name)
                .put("name", "main")
                .put("ext", type);
        return name;
    }

    private static @Nullable ObjectNode main(ArrayNode assets) {
        ObjectNode main = null;
        for (JsonNode each : assets) {
            if (!(each instanceof ObjectNode asset)
                    || !asset.path("type").asText("").equals(ICON)) continue;
            if (main == null || asset.path("name").asText("").equals("main")) main = asset;
        }
        return main;
    }

    private boolean isOwn(String uri) {
        String known = Findings.known(uri);
        boolean inside = known.startsWith(Findings.EMBEDDED);
        return inside ? members.containsValue(known.substring(Findings.EMBEDDED.length())) : !uri.equals("ccdefault:");
    }

    private String name(String uri) {
        return Objects.requireNonNull(members.get(uri));
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes, int length) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes, 0, length);
            zip.closeEntry();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
