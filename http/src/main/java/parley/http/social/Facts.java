package parley.http.social;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.http.edge.Problem;

/** Reads what providers tell of people. */
final class Facts {
    private static final int LONGEST_NAME = 200;

    private Facts() {}

    /** A fact that has to be there. */
    static String required(JsonNode told, String field) {
        JsonNode fact = told.path(field);
        if ((!fact.isTextual() && !fact.isIntegralNumber()) || fact.asText().isEmpty())
            throw Problem.upstream("the provider did not tell who that is");
        return fact.asText();
    }

    static @Nullable String optional(JsonNode told, String field) {
        String text = told.path(field).asText("").strip();
        if (text.isEmpty()) return null;
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
    }

    /** The first name that says something. */
    static String name(@Nullable String... names) {
        return Stream.of(names)
                .filter(it -> it != null && !it.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Providers write truth as a text at times. */
    static boolean isTrue(JsonNode fact) {
        return fact.isBoolean()
                ? fact.booleanValue()
                : fact.isTextual() && fact.asText().equals("true");
    }
}
