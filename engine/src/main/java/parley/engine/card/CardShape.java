package parley.engine.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import parley.engine.kernel.Refusal;

/**
 * Which version a card is of, and where its fields are: at the top for version 1 and its kin, in {@code data} from version
 * 2 on. Where both are there, {@code data} wins.
 */
record CardShape(int version, ObjectNode fields, List<String> warnings) {
    static final String SECOND = "chara_card_v2";
    static final String THIRD = "chara_card_v3";

    /** What version 1 has. */
    static final Set<String> FIRST_FIELDS =
            Set.of("name", "description", "personality", "scenario", "first_mes", "mes_example");

    /** How Pygmalion, text-generation-webui and the first TavernAI call the same. */
    static final Map<String, List<String>> KIN_OF = Map.of(
            "name", List.of("char_name"),
            "description", List.of("char_persona", "context"),
            "scenario", List.of("world_scenario"),
            "first_mes", List.of("char_greeting", "greeting"),
            "mes_example", List.of("example_dialogue"),
            "creator_notes", List.of("creatorcomment"));

    private static final Set<String> KIN =
            KIN_OF.values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> SPOKEN = Set.of(
            "personality",
            "scenario",
            "first_mes",
            "mes_example",
            "char_name",
            "char_persona",
            "char_greeting",
            "greeting");

    /** All names of a field, its own first. */
    static List<String> names(String field) {
        List<String> names = new ArrayList<>();
        names.add(field);
        names.addAll(KIN_OF.getOrDefault(field, List.of()));
        return names;
    }

    static CardShape of(ObjectNode root) {
        if (!root.path("data").path("first_mes").isTextual() && isLorebook(root)) {
            throw Refusal.invalid("this is a lorebook, and no character card");
        }
        if (root.get("data") instanceof ObjectNode data && (hasAny(data, FIRST_FIELDS) || isCard(root))) {
            return nested(root, data);
        }
        if (!hasAny(root, FIRST_FIELDS) && !hasAny(root, KIN)) {
            throw Refusal.invalid("this JSON is no character card: it has neither a name nor a description");
        }
        List<String> warnings = new ArrayList<>();
        if (isCard(root))
            warnings.add("the card names a version from 2 on, but its fields are at the top as in version 1");
        return new CardShape(1, root, warnings);
    }

    private static CardShape nested(ObjectNode root, ObjectNode data) {
        List<String> warnings = new ArrayList<>();
        int version = version(root, data, warnings);
        JsonNode number = root.path("spec_version");
        if (number.isNumber()) warnings.add("spec_version should be a text");
        double newest = version == 3 ? 3.0 : 2.0;
        if (number(number) > newest) warnings.add("the card is of a newer version, and is read as version " + newest);
        else if (number(number) != newest) warnings.add("spec_version should be " + newest);
        return new CardShape(version, data, warnings);
    }

    private static int version(ObjectNode root, ObjectNode data, List<String> warnings) {
        String spec = root.path("spec").asText("");
        if (spec.equals(SECOND)) return 2;
        if (spec.equals(THIRD)) return 3;
        int version = data.has("group_only_greetings") || isCard(root) ? 3 : 2;
        String what = spec.isEmpty() ? "spec is missing" : "spec is not known";
        warnings.add(what + ", and the card is read as version " + version);
        return version;
    }

    // NaN where it is none, which is neither more nor equal.
    private static double number(JsonNode version) {
        if (version.isNumber()) return version.doubleValue();
        try {
            return Double.parseDouble(version.asText(""));
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    private static boolean isCard(ObjectNode root) {
        return root.path("spec").asText("").startsWith("chara_card");
    }

    private static boolean isLorebook(ObjectNode root) {
        if (root.path("spec").asText("").startsWith("lorebook")) return true;
        if (root.has("lorebookVersion") || "risu".equals(root.path("type").asText(""))) return true;
        return root.path("entries").isContainerNode()
                && !hasAny(root, SPOKEN)
                && !root.path("data").isObject();
    }

    private static boolean hasAny(ObjectNode object, Set<String> names) {
        return names.stream().anyMatch(object::has);
    }
}
