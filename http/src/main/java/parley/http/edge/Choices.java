package parley.http.edge;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.Field;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may stand in a field that knows only certain words, as its type tells. */
final class Choices {
    private Choices() {}

    /** The field that names the member of a family. */
    static String property(Class<?> family) {
        JsonTypeInfo info = family.getAnnotation(JsonTypeInfo.class);
        return info == null ? "type" : info.property();
    }

    static String ofFamily(Class<?> family) {
        JsonSubTypes members = family.getAnnotation(JsonSubTypes.class);
        return members == null
                ? "the known ones"
                : Stream.of(members.value()).map(JsonSubTypes.Type::name).collect(Collectors.joining(", "));
    }

    static String ofEnum(Class<?> type) {
        return Stream.of(type.getFields())
                .filter(Field::isEnumConstant)
                .map(Choices::word)
                .collect(Collectors.joining(", "));
    }

    private static String word(Field constant) {
        JsonProperty name = constant.getAnnotation(JsonProperty.class);
        return name == null ? constant.getName() : name.value();
    }
}
