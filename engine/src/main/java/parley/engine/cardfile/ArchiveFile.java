package parley.engine.cardfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;
import parley.engine.card.CardJson;
import parley.engine.cardfile.ReadCard.Picture;
import parley.engine.kernel.Refusal;

/**
 * A card in an archive: CHARX, which has it in {@code card.json} at the root, or BYAF, which has a {@code manifest.json}
 * there.
 */
final class ArchiveFile {
    static final String CARD = "card.json";

    private static final String MANIFEST = "manifest.json";
    private static final int MOST_SCENARIOS = 100;

    private final Archive archive;
    private final Findings findings = new Findings();

    ArchiveFile(Archive archive) {
        this.archive = archive;
    }

    /**
     * The card.
     *
     * @param before the picture that the archive is hidden behind
     */
    ReadCard read(@Nullable Picture before) {
        if (archive.dangerous() > 0)
            findings.warn("members with dangerous names were left out: " + archive.dangerous());
        archive.members().forEach((name, member) -> {
            if (!name.equals(CARD)) findings.asset(Findings.EMBEDDED + name, Math.max(0, member.getSize()));
        });
        if (archive.members().containsKey(CARD)) return charx(before);
        if (archive.members().containsKey(MANIFEST)) return byaf();
        throw Refusal.invalid(unknown());
    }

    /** A member's bytes, by its address. */
    BoundedBytes asset(String uri) {
        String name = uri.startsWith(Findings.EMBEDDED) ? uri.substring(Findings.EMBEDDED.length()) : uri;
        return archive.read(name, CardReader.LARGEST_PICTURE)
                .orElseThrow(() -> Refusal.notFound("there is no such file in this archive"));
    }

    private ReadCard charx(@Nullable Picture before) {
        Card card = Card.of(text(CARD));
        if (card.data().version() < 3) findings.warn("a CHARX should hold a card of version 3, and holds an older one");
        Optional<Picture> icon = findings.icon(card, this::asset);
        return findings.card(card, "charx", icon.orElse(before));
    }

    private ReadCard byaf() {
        JsonNode manifest = json(MANIFEST);
        JsonNode characters = manifest.path("characters");
        if (!characters.path(0).isTextual()) throw Refusal.invalid("this archive's manifest names no character");
        if (characters.size() > 1) findings.warn("only the first of the archive's characters was read");
        String path = characters.path(0).textValue();
        JsonNode character = json(path);
        List<JsonNode> scenarios = new ArrayList<>();
        for (JsonNode scenario : manifest.path("scenarios")) {
            if (scenarios.size() < MOST_SCENARIOS) scenarios.add(json(scenario.asText("")));
        }
        if (scenarios.stream().anyMatch(it -> !it.path("messages").isEmpty())) {
            findings.warn("the archive's chats were left out");
        }
        return findings.card(Backyard.archived(manifest, character, scenarios), "byaf", image(path, character));
    }

    // Images are named from where the character is.
    private @Nullable Picture image(String path, JsonNode character) {
        String image = character.path("images").path(0).path("path").asText("");
        if (image.isEmpty()) return null;
        String near = path.substring(0, path.lastIndexOf('/') + 1) + image;
        String uri = Findings.EMBEDDED + (archive.members().containsKey(near) ? near : image);
        return findings.picture(uri, this::asset).orElse(null);
    }

    private String text(String name) {
        BoundedBytes bytes = archive.read(name, CardText.LARGEST)
                .orElseThrow(() -> Refusal.invalid("the archive lacks a file that its manifest names"));
        List<String> warnings = new ArrayList<>();
        String text = CardText.decoded(bytes, warnings);
        warnings.forEach(findings::warn);
        return text;
    }

    private JsonNode json(String name) {
        return CardJson.tree(text(name));
    }

    private String unknown() {
        boolean elsewhere = archive.members().keySet().stream()
                .map(it -> it.toLowerCase(Locale.ROOT))
                .anyMatch(it -> it.equals(CARD) || it.endsWith("/" + CARD));
        if (elsewhere)
            return "the archive has no card.json at its root, only one that is called otherwise or lies deeper";
        return archive.members().containsKey("package.json")
                ? "this is a package of Voxta, which is not read; export the character as a card"
                : "this archive is neither CHARX nor BYAF: it has no card.json";
    }
}
