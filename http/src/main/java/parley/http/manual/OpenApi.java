package parley.http.manual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;

/**
 * The OpenAPI document: the common part, and what each resource tells of itself, every path at the root and again below
 * {@code /api}. Where a path, or one operation of it, is at one mount only, {@code x-mounts} says so. Below {@code /api}
 * the names of operations begin with {@code api}. No two fragments may tell of the same operation or name the same part.
 */
public final class OpenApi {
    private static final String MOUNTS = "x-mounts";
    private static final String COMPONENTS = "components";
    private static final String PATHS = "paths";
    private static final String NAME = "operationId";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");

    private final ObjectNode document;

    private OpenApi(JsonNode common, String version) {
        document = common.deepCopy();
        document.withObjectProperty("info").put("version", version);
    }

    /** Where a path may be. */
    private enum Mount {
        ROOT(""),
        API("/api");

        private final String prefix;

        Mount(String prefix) {
            this.prefix = prefix;
        }

        String named() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The document of this server, of a version. */
    public static JsonNode document(String version) {
        Map<String, JsonNode> fragments = Fragments.read();
        return merged(version, fragments);
    }

    /** The document of some fragments by their names, {@code common.yaml} among them. */
    static JsonNode merged(String version, Map<String, JsonNode> fragments) {
        JsonNode common = fragments.get(Fragments.COMMON);
        if (common == null) throw new IllegalStateException("there is no " + Fragments.COMMON);
        OpenApi all = new OpenApi(common, version);
        fragments.forEach((name, fragment) -> {
            if (!name.equals(Fragments.COMMON)) all.add(name, fragment);
        });
        return all.document;
    }

    private void add(String fragment, JsonNode content) {
        for (Entry<String, JsonNode> path : content.path(PATHS).properties())
            for (Mount mount : Mount.values()) if (isAt(mount, path.getValue())) mount(fragment, mount, path);
        for (Entry<String, JsonNode> kind : content.path(COMPONENTS).properties())
            for (Entry<String, JsonNode> part : kind.getValue().properties())
                set(fragment, document.withObjectProperty(COMPONENTS).withObjectProperty(kind.getKey()), part);
        content.path("tags").forEach(document.withArrayProperty("tags")::add);
    }

    private void mount(String fragment, Mount mount, Entry<String, JsonNode> path) {
        List<Entry<String, JsonNode>> parts = path.getValue().properties().stream()
                .filter(it -> !it.getKey().equals(MOUNTS) && isAt(mount, it.getValue()))
                .toList();
        if (parts.stream().noneMatch(it -> METHODS.contains(it.getKey()))) return;
        ObjectNode item = document.withObjectProperty(PATHS).withObjectProperty(mount.prefix + path.getKey());
        for (Entry<String, JsonNode> part : parts) set(fragment, item, Map.entry(part.getKey(), part(mount, part)));
    }

    private static JsonNode part(Mount mount, Entry<String, JsonNode> part) {
        JsonNode copy = part.getValue().deepCopy();
        if (!METHODS.contains(part.getKey()) || !(copy instanceof ObjectNode operation)) return copy;
        operation.remove(MOUNTS);
        String name = operation.path(NAME).asText();
        if (mount == Mount.API && !name.isEmpty())
            operation.put(NAME, "api" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        return operation;
    }

    private static boolean isAt(Mount mount, JsonNode told) {
        JsonNode mounts = told.path(MOUNTS);
        if (mounts.isMissingNode()) return true;
        for (JsonNode one : mounts) if (one.asText().equals(mount.named())) return true;
        return false;
    }

    private static void set(String fragment, ObjectNode into, Entry<String, JsonNode> part) {
        JsonNode before = into.putIfAbsent(part.getKey(), part.getValue());
        if (before != null && !before.equals(part.getValue()))
            throw new IllegalStateException(fragment + " tells of " + part.getKey() + ", which another has told of");
    }
}
