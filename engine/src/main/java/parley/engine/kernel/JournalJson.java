package parley.engine.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The journal's handwriting: each event or snapshot is the plain JSON of its record, and its {@code @JsonTypeName} stands
 * beside it, never inside. Instants are ISO-8601; what a reader does not know it skips, so that a record may grow.
 */
public final class JournalJson {
    /** Where the configuration lists the sealed families and single records that the journal may hold. */
    public static final String FAMILIES = "parley.journal.families";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Map<String, Class<? extends Journaled>> types = new LinkedHashMap<>();

    private JournalJson(Collection<Class<?>> families) {
        families.forEach(this::learn);
    }

    /** Knows every type in the configured families. */
    public static JournalJson from(Config config) {
        return new JournalJson(config.getStringList(FAMILIES).stream()
                .<Class<?>>map(JournalJson::named)
                .toList());
    }

    /** Knows every type in these sealed families and single records. */
    public static JournalJson of(Class<?>... families) {
        return new JournalJson(List.of(families));
    }

    /** The stable names of all types that the journal may hold. */
    public SortedSet<String> names() {
        return new TreeSet<>(types.keySet());
    }

    /** The type that a stable name stands for; absent where the name is unknown. */
    public @Nullable Class<? extends Journaled> type(String name) {
        return types.get(name);
    }

    /** The stable name of a type. */
    public static String name(Class<?> type) {
        JsonTypeName name = type.getAnnotation(JsonTypeName.class);
        if (name == null) throw new IllegalArgumentException(type.getName() + " needs a @JsonTypeName to be journaled");
        return name.value();
    }

    /** An event or a snapshot as UTF-8 JSON. */
    public static byte[] write(Journaled thing) {
        try {
            return MAPPER.writeValueAsBytes(thing);
        } catch (IOException fault) {
            throw new UncheckedIOException("cannot write " + name(thing.getClass()), fault);
        }
    }

    /**
     * Reads what {@link #write} wrote, in this release or an earlier one.
     *
     * @throws NotSerializableException where no family holds a type of that name
     */
    public Journaled read(String name, byte[] json) throws IOException {
        Class<? extends Journaled> type = types.get(name);
        if (type == null)
            throw new NotSerializableException("the journal holds a '" + name + "', which no family in " + FAMILIES
                    + " knows; it was written by a newer release or its family is missing from the configuration");
        return MAPPER.readValue(json, type);
    }

    private void learn(Class<?> type) {
        if (type.isSealed()) {
            for (Class<?> member : type.getPermittedSubclasses()) learn(member);
            return;
        }
        Class<? extends Journaled> journaled = type.asSubclass(Journaled.class);
        Class<?> other = types.putIfAbsent(name(type), journaled);
        if (other != null && other != type)
            throw new IllegalArgumentException(type.getName() + " and " + other.getName() + " share a journal name");
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, JournalJson.class.getClassLoader());
        } catch (ClassNotFoundException fault) {
            throw new IllegalArgumentException(FAMILIES + " lists " + name + ", which is no class here", fault);
        }
    }
}
