package parley.http.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.ledger.Transaction;
import parley.http.edge.Json;

/** A whole statement as a file that is written while it is read, however long it is. */
final class Export {
    private static final String LINE_END = "\r\n";
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .addModules(new JavaTimeModule(), new SimpleModule("harmless").addSerializer(new Harmless()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final CsvSchema SCHEMA =
            MAPPER.schemaFor(StatementLine.class).withoutHeader().withLineSeparator(LINE_END);
    private static final ObjectWriter ROWS = MAPPER.writer(SCHEMA);
    private static final String COLUMNS = StreamSupport.stream(SCHEMA.spliterator(), false)
            .map(CsvSchema.Column::getName)
            .collect(Collectors.joining(",", "", LINE_END));

    private Export() {}

    /** What kind of file. */
    enum Format {
        /** RFC 4180, with the names of the columns in the first line. */
        CSV {
            @Override
            ContentType type() {
                return MediaTypes.TEXT_CSV.toContentType(HttpCharsets.UTF_8);
            }

            @Override
            Source<String, NotUsed> texts(Source<StatementLine, NotUsed> lines) {
                return lines.map(Export::row).prepend(Source.single(COLUMNS));
            }
        },
        /** One array, an object a line. */
        JSON {
            @Override
            ContentType type() {
                return ContentTypes.APPLICATION_JSON;
            }

            @Override
            Source<String, NotUsed> texts(Source<StatementLine, NotUsed> lines) {
                return lines.<String>map(Json::text).intersperse("[\n", ",\n", "\n]\n");
            }
        };

        /** The one that is asked for, else a table. */
        static Format of(@Nullable String asked) {
            return asked == null ? CSV : Words.read("format", asked, Format.class);
        }

        abstract ContentType type();

        abstract Source<String, NotUsed> texts(Source<StatementLine, NotUsed> lines);

        /** 200 with the file, named by the day. */
        HttpResponse file(Source<Transaction, NotUsed> transactions, Clock clock) {
            LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            String name = "parley-credits-" + day + "." + Words.of(this);
            Source<ByteString, NotUsed> bytes = texts(transactions.map(StatementLine::of)) // lines
                    .map(ByteString::fromString); // bytes
            return HttpResponse.create()
                    .addHeader(RawHeader.create("Content-Disposition", "attachment; filename=\"" + name + "\""))
                    .addHeader(RawHeader.create("Cache-Control", "no-store"))
                    .withEntity(HttpEntities.createChunked(type(), bytes));
        }
    }

    private static String row(StatementLine line) {
        try {
            return ROWS.writeValueAsString(line);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a line of a statement cannot be written", failure);
        }
    }

    /** Keeps a spreadsheet from taking a text for a formula, as OWASP advises against CSV injection. */
    private static final class Harmless extends StdScalarSerializer<String> {
        private static final String SUSPECT = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

        Harmless() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator out, SerializerProvider provider) throws IOException {
            boolean suspect = !text.isEmpty() && SUSPECT.indexOf(text.charAt(0)) >= 0;
            out.writeString(suspect ? "'" + text : text);
        }
    }
}
