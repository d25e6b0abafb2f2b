package parley.http.edge;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Collection;
import java.util.stream.Collectors;
import parley.engine.kernel.Refusal;

/** Tells the writer of a body what is wrong with it, in their words and never in ours. */
final class Misreading {
    private Misreading() {}

    static RuntimeException of(JacksonException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> Refusal.invalid(unknown(unknown));
            case JsonMappingException mapped
            when mapped.getCause() instanceof Refusal refusal -> new Refusal(refusal.kind(), refusal.reason());
            case JsonMappingException mapped when mapped.getCause() instanceof StreamConstraintsException -> tooDeep();
            case InvalidTypeIdException strange -> Refusal.invalid(kind(strange));
            case InvalidFormatException strange
            when strange.getTargetType().isEnum() ->
                Refusal.invalid(path(strange) + " must be one of " + Choices.ofEnum(strange.getTargetType()));
            case MismatchedInputException mismatched -> Problem.malformed(mismatch(mismatched));
            case StreamConstraintsException _ -> tooDeep();
            default -> Problem.malformed("the body is not well-formed JSON" + place(failure));
        };
    }

    private static Problem tooDeep() {
        return Problem.malformed("the body is nested too deeply or a number is too long");
    }

    private static String unknown(UnrecognizedPropertyException failure) {
        Collection<Object> known = failure.getKnownPropertyIds();
        String fields = known == null
                ? ""
                : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ", "; known are ", ""));
        return "unknown field " + path(failure) + fields;
    }

    /** A member of a family that the family does not know, or none at all. */
    private static String kind(InvalidTypeIdException failure) {
        Class<?> family = failure.getBaseType().getRawClass();
        String path = path(failure);
        String field = Choices.property(family);
        String place = path.isEmpty() || path.equals(field) || path.endsWith("." + field) ? path : path + "." + field;
        return (place.isEmpty() ? field : place) + " must be one of " + Choices.ofFamily(family);
    }

    private static String mismatch(MismatchedInputException failure) {
        String path = path(failure);
        return (path.isEmpty() ? "the body" : path) + " has the wrong type" + place(failure);
    }

    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null)
                path.append('[').append(step.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
        }
        return path.toString();
    }

    private static String place(JacksonException failure) {
        return failure.getLocation() == null
                ? ""
                : " (line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr() + ")";
    }
}
