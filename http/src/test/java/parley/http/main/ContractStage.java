package parley.http.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.http.api.Client;

/** A running server with people of its own, and what was kept of its answers so far. */
final class ContractStage {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");
    private static final String PASSWORD = "correct horse";

    private final Client nobody;
    private final Map<String, Client> people = new HashMap<>();
    private final Map<String, JsonNode> kept = new HashMap<>();

    ContractStage(int port) {
        this.nobody = new Client(port, "");
    }

    /** The e-mail that somebody registers with. */
    static String email(String person) {
        return person + "@example.com";
    }

    /** Somebody who is signed in; registers on the first occasion. */
    Client person(String name) {
        if (name.equals("nobody")) return nobody;
        Client known = people.get(name);
        return known == null ? registered(name) : known;
    }

    void keep(String name, JsonNode value) {
        kept.put(name, value);
    }

    void keep(String name, String value) {
        keep(name, TextNode.valueOf(value));
    }

    /** A text of an address with what was kept in the places of {@code ${name}}, encoded. */
    String address(String text) {
        return filled(text, it -> URLEncoder.encode(it, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** A text with what was kept in its places. */
    String text(String text) {
        return filled(text, it -> it);
    }

    /** A value with what was kept in the places of its texts; a text that is one place is what was kept, not its text. */
    JsonNode value(JsonNode value) {
        return switch (value) {
            case TextNode text -> {
                Matcher whole = PLACE.matcher(text.asText());
                yield whole.matches() ? kept(whole.group(1)) : TextNode.valueOf(text(text.asText()));
            }
            case ArrayNode array -> {
                ArrayNode filled = JsonNodeFactory.instance.arrayNode();
                array.forEach(it -> filled.add(value(it)));
                yield filled;
            }
            case ObjectNode object -> {
                ObjectNode filled = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(it -> filled.set(it.getKey(), value(it.getValue())));
                yield filled;
            }
            default -> value;
        };
    }

    private String filled(String text, UnaryOperator<String> encoded) {
        return PLACE.matcher(text)
                .replaceAll(it ->
                        Matcher.quoteReplacement(encoded.apply(kept(it.group(1)).asText())));
    }

    private JsonNode kept(String name) {
        String person = name.split("\\.", 2)[0];
        if (!kept.containsKey(name) && ContractCase.USERS.contains(person)) person(person);
        JsonNode value = kept.get(name);
        if (value == null) throw new AssertionError("nothing was kept as " + name);
        return value;
    }

    private Client registered(String name) {
        String email = email(name);
        String form = "{'email':'%s','password':'%s','name':'%s'}".formatted(email, PASSWORD, name);
        Client.Reply made = nobody.post("/api/v1/auth/register", form);
        if (made.status() != 201) throw new AssertionError(made.body());
        JsonNode session = made.json();
        Client person = nobody.with(session.path("token").asText());
        people.put(name, person);
        keep(name + ".id", session.path("user").path("id"));
        keep(name + ".token", person.token());
        keep(name + ".email", email);
        keep(name + ".password", PASSWORD);
        return person;
    }
}
