package parley.http.migration;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.Optional;

/** Reads a file that was written from a server, record by record: one object of arrays of objects. */
final class JsonFile {
    /** The largest single record, in characters: a conversation with all its messages, for instance. */
    private static final int LARGEST = 16_000_000;

    /** Stands for a record that is larger. */
    private static final String TOO_LARGE = "{\"" + Fields.TOO_LARGE + "\":true}";

    private static final String FORMAT = "chatsparty-export";
    private static final int VERSION = 1;

    /** Takes what is found. */
    interface Taker {
        void record(Kind kind, String json);

        void scheme(String sealedBy);

        void stranger(String name);
    }

    private final JsonParser parser;
    private final Taker taker;

    private JsonFile(JsonParser parser, Taker taker) {
        this.parser = parser;
        this.taker = taker;
    }

    /** Reads all of it, or fails with {@link Unmovable}. */
    static void read(InputStream in, Taker taker) {
        try (JsonParser parser = Fields.JSON.getFactory().createParser(in)) {
            new JsonFile(parser, taker).whole();
        } catch (JsonProcessingException broken) {
            String where = broken.getLocation() == null
                    ? ""
                    : " (line " + broken.getLocation().getLineNr() + ", column "
                            + broken.getLocation().getColumnNr() + ")";
            throw new Unmovable(
                    "the file is broken or is no JSON" + where + ": " + broken.getOriginalMessage()
                            + ". Nothing was moved.",
                    null);
        } catch (IOException failure) {
            throw new Unmovable("the file cannot be read: " + failure.getMessage() + ". Nothing was moved.", failure);
        }
    }

    private void whole() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) throw strange("it is not one object");
        boolean users = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            users |= Kind.named(name).filter(it -> it == Kind.USERS).isPresent();
            parser.nextToken();
            part(name);
        }
        if (!users) throw strange("it has no users");
        if (parser.nextToken() != null) throw strange("something follows its end");
    }

    private static Unmovable strange(String why) {
        return new Unmovable(
                "this file was not written from a server of ChatsParty: " + why + ". Nothing was moved.", null);
    }

    private void part(String name) throws IOException {
        Optional<Kind> kind = Kind.named(name);
        if (kind.isPresent() && parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) record(kind.get());
            return;
        }
        switch (name) {
            case "format" -> {
                if (!FORMAT.equals(parser.getText())) throw strange("its format is another one");
            }
            case "version" -> {
                if (!parser.currentToken().isNumeric() || parser.getDoubleValue() > VERSION)
                    throw strange("its version is newer than " + VERSION);
            }
            case "encryption" -> encryption();
            case "source", "source_commit", "sourceCommit", "exported_at", "exportedAt" -> parser.skipChildren();
            default -> {
                taker.stranger(name.length() > 100 ? name.substring(0, 100) : name);
                parser.skipChildren();
            }
        }
    }

    private void encryption() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean scheme = parser.currentName().equals("scheme");
            parser.nextToken();
            if (scheme && parser.currentToken() == JsonToken.VALUE_STRING) taker.scheme(parser.getText());
            parser.skipChildren();
        }
    }

    private void record(Kind kind) throws IOException {
        StringWriter text = new StringWriter();
        boolean fits = true;
        try (JsonGenerator copy = Fields.JSON.getFactory().createGenerator(text)) {
            int depth = 0;
            do {
                JsonToken token = parser.currentToken();
                if (token.isStructStart()) depth++;
                if (token.isStructEnd()) depth--;
                if (fits) copy.copyCurrentEvent(parser);
                if (fits && text.getBuffer().length() > LARGEST) fits = false;
            } while (depth > 0 && parser.nextToken() != null);
        }
        taker.record(kind, fits ? text.toString() : TOO_LARGE);
    }
}
