package parley.http.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An OpenAPI document, asked whether it tells of what was asked and answered. Every answer is a list of complaints. */
final class ContractPaper {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    /** What OpenAPI has in schemas, or beside them, that says nothing of a value. */
    private static final List<String> BESIDE = List.of("components", "discriminator", "example", "externalDocs", "xml");

    private final JsonNode document;
    private final List<Operation> operations;
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .keywords(BESIDE.stream().map(NonValidationKeyword::new).toList())
                    .build(),
            it -> it.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    ContractPaper(JsonNode document) {
        this.document = document;
        operations = document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(it -> METHODS.contains(it.getKey()))
                        .map(it -> new Operation(path.getKey(), it.getKey(), it.getValue(), path.getValue())))
                .sorted(Comparator.comparingInt(Operation::parameters))
                .toList();
    }

    /** One method of one path, as it is told, and the whole of what is told of the path. */
    record Operation(String path, String method, JsonNode told, JsonNode item) {
        String name() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }

        /** Whether somebody who is not signed in may come; who is may be told more. */
        boolean isPublic() {
            JsonNode ways = told.path("security");
            return ways.isArray() && (ways.isEmpty() || ways.valueStream().anyMatch(JsonNode::isEmpty));
        }

        private int parameters() {
            return path.split("\\{", -1).length;
        }

        private boolean answers(String asked) {
            return Pattern.matches(
                    Stream.of(PARAMETER.split(path, -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+")),
                    asked);
        }
    }

    List<Operation> operations() {
        return operations;
    }

    /** The operation that a request is one of, if the document tells of any. */
    Optional<Operation> operation(String method, String address) {
        String path = address.split("\\?", 2)[0];
        return operations.stream()
                .filter(it -> it.method.equals(method.toLowerCase(Locale.ROOT)) && it.answers(path))
                .findFirst();
    }

    /** What of a request that went well is not told: parameters, or a body of another kind. */
    List<String> ofRequest(Operation operation, String address, String type, Optional<JsonNode> body) {
        List<String> complaints = new ArrayList<>();
        Set<String> told = parameters(operation);
        query(address).filter(it -> !told.contains(it)).forEach(it -> complaints.add("untold parameter " + it));
        if (type.isEmpty()) return complaints;
        JsonNode content = resolved(operation.told.path("requestBody")).path("content");
        if (!content.has(type)) complaints.add("untold request body " + type);
        body.ifPresent(
                it -> misfits(content.path(type).path("schema"), it).forEach(no -> complaints.add("request: " + no)));
        return complaints;
    }

    /** What of an answer is not told: its status, its content, or the shape of its JSON. */
    List<String> ofAnswer(Operation operation, int status, String type, Optional<JsonNode> body) {
        JsonNode response = resolved(operation.told.path("responses").path(String.valueOf(status)));
        if (response.isMissingNode()) return List.of("untold status " + status);
        JsonNode content = response.path("content");
        if (type.isEmpty()) return content.isEmpty() ? List.of() : List.of("an empty answer where content is told");
        Optional<JsonNode> told = Stream.of(type, type.split("/", 2)[0] + "/*", "*/*")
                .filter(content::has)
                .map(content::path)
                .findFirst();
        if (told.isEmpty()) return List.of("untold content " + type);
        JsonNode schema = told.get().path("schema");
        return body.map(it -> misfits(schema, it)).orElseGet(List::of);
    }

    /** What in it is no good as a document, whatever is asked and answered. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        document.findValuesAsText("$ref").stream()
                .filter(it ->
                        !it.startsWith("#/") || document.at(it.substring(1)).isMissingNode())
                .forEach(it -> faults.add("nothing at " + it));
        Set<String> names = new HashSet<>();
        for (Operation it : operations) {
            if (!names.add(it.told.path("operationId").asText())) faults.add(it.name() + ": its operationId is taken");
            for (String key : List.of("operationId", "tags", "summary", "responses"))
                if (it.told.path(key).isMissingNode()) faults.add(it.name() + ": no " + key);
            Set<String> inPath = PARAMETER
                    .matcher(it.path)
                    .results()
                    .map(found -> found.group().substring(1, found.group().length() - 1))
                    .collect(Collectors.toSet());
            if (!inPath.equals(placed(it, "path"))) faults.add(it.name() + ": its path has other parameters");
            if (!it.isPublic() && it.told.path("responses").path("401").isMissingNode())
                faults.add(it.name() + ": nothing told for who is not signed in");
        }
        Schema meta = registry.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        for (Entry<String, JsonNode> it : document.at("/components/schemas").properties())
            meta.validate(it.getValue()).forEach(no -> faults.add(it.getKey() + ": " + no));
        return faults;
    }

    private List<String> misfits(JsonNode schema, JsonNode value) {
        if (!schema.isObject()) return List.of("no schema told");
        Schema compiled = schemas.computeIfAbsent(schema, it -> {
            ObjectNode whole = it.deepCopy();
            whole.set("components", document.path("components"));
            return registry.getSchema(whole);
        });
        return compiled.validate(value).stream().map(String::valueOf).toList();
    }

    private Set<String> parameters(Operation operation) {
        return placed(operation, "query");
    }

    private Set<String> placed(Operation operation, String place) {
        return Stream.of(operation.item, operation.told)
                .flatMap(it -> it.path("parameters").valueStream())
                .map(this::resolved)
                .filter(it -> it.path("in").asText().equals(place))
                .map(it -> it.path("name").asText())
                .collect(Collectors.toSet());
    }

    private JsonNode resolved(JsonNode told) {
        return told.has("$ref") ? document.at(told.path("$ref").asText().substring(1)) : told;
    }

    private static Stream<String> query(String address) {
        String query = URI.create(address).getRawQuery();
        return query == null
                ? Stream.of()
                : Stream.of(query.split("&")).map(it -> URLDecoder.decode(it.split("=", 2)[0], StandardCharsets.UTF_8));
    }
}
