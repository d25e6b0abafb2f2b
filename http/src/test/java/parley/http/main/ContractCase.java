package parley.http.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/** One request of one era's client and what it must get: an object of {@code contract/<resource>.json}, see {@link ContractTest}. */
record ContractCase(JsonNode told) {
    /** The clients that there have been, of both products, and the guide that told of others. */
    static final Set<String> ERAS = Set.of(
            "PY-A",
            "PY-B",
            "PY-C",
            "PY-D",
            "N-1",
            "N-2",
            "N-2g",
            "N-3",
            "N-4",
            "N-5",
            "guide",
            "C-page",
            "C-express",
            "C-fastapi");

    static final List<String> USERS = List.of("ada", "bob", "admin", "nobody");
    static final List<String> MOUNTS = List.of("root", "api");

    private static final Set<String> TYPES = Set.of("array", "object", "stream", "text", "bytes", "empty");
    private static final Set<String> KEYS = Set.of(
            "name", "eras", "as", "request", "mounts", "body", "text", "form", "headers", "status", "type", "has",
            "equals", "not", "keep");

    String name() {
        return told.path("name").asText();
    }

    String method() {
        return request()[0];
    }

    /** The path as it is told, without its mount. */
    String path() {
        return request()[1];
    }

    String as() {
        return told.path("as").asText("ada");
    }

    List<String> eras() {
        return texts("eras");
    }

    List<String> mounts() {
        return told.has("mounts") ? texts("mounts") : MOUNTS;
    }

    String type() {
        return told.path("type").asText();
    }

    int status() {
        return told.path("status").asInt();
    }

    /** A list of texts; empty where there is none. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        told.path(key).forEach(it -> texts.add(it.asText()));
        return texts;
    }

    /** What is written wrongly in it. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        told.fieldNames().forEachRemaining(it -> {
            if (!KEYS.contains(it)) faults.add("unknown key " + it);
        });
        if (name().isBlank()) faults.add("no name");
        if (eras().isEmpty() || !ERAS.containsAll(eras())) faults.add("unknown eras " + eras());
        if (!USERS.contains(as())) faults.add("unknown user " + as());
        if (!MOUNTS.containsAll(mounts()) || mounts().isEmpty()) faults.add("unknown mounts " + mounts());
        if (!TYPES.contains(type())) faults.add("unknown type " + type());
        if (request().length != 2 || !path().startsWith("/")) faults.add("no request");
        if (!method().equals(method().toUpperCase(Locale.ROOT))) faults.add("unknown method " + method());
        if (status() < 100) faults.add("no status");
        if (bodies() > 1) faults.add("more than one body");
        return faults;
    }

    private long bodies() {
        return StreamSupport.stream(List.of("body", "text", "form").spliterator(), false)
                .map(told::path)
                .filter(it -> !(it instanceof MissingNode))
                .count();
    }

    private String[] request() {
        return told.path("request").asText().split(" ", 2);
    }
}
