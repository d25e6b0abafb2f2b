package parley.http.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;

/** Reads texts that every database and every viewer can hold: well-formed Unicode without the character NUL. */
final class Texts {
    private Texts() {}

    static SimpleModule module() {
        return new SimpleModule("texts")
                .addDeserializer(String.class, new Text())
                .addDeserializer(Secret.class, new Hidden());
    }

    /** Refuses what PostgreSQL (NUL) or UTF-8 (half a surrogate pair) cannot hold. */
    static String checked(String text) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (point == 0) throw Refusal.invalid("a text must not hold the character U+0000");
            if (Character.getType(point) == Character.SURROGATE)
                throw Refusal.invalid("a text must be well-formed Unicode; this one holds half a character");
            at += Character.charCount(point);
        }
        return text;
    }

    private static final class Text extends StdScalarDeserializer<String> {
        Text() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            return text == null ? null : checked(text);
        }
    }

    private static final class Hidden extends StdScalarDeserializer<Secret> {
        Hidden() {
            super(Secret.class);
        }

        @Override
        public @Nullable Secret deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            return text == null ? null : new Secret(checked(text));
        }
    }
}
