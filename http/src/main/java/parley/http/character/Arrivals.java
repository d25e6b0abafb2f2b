package parley.http.character;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.Multipart;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.javadsl.unmarshalling.Unmarshaller;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.StreamLimitReachedException;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.Refusal;
import parley.http.edge.Problem;
import parley.http.file.FileTroubles;
import parley.http.file.ToTheEnd;

/** Takes the files of a request to the disk, one after the other and never into memory as a whole. */
public final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    private static final int LONGEST_FIELD = 4096;

    private final CharacterSettings settings;

    public Arrivals(CharacterSettings settings) {
        this.settings = settings;
    }

    /** What a form says beside its files, and its files. */
    public record Form(Map<String, String> fields, List<Incoming> files) {
        public Form {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            files = List.copyOf(files);
        }

        /** Its only file. */
        public Incoming file() {
            if (files.size() != 1) throw Refusal.invalid("send one file, in a field named file, and no other");
            return files.getFirst();
        }
    }

    /** A part of a form. */
    private sealed interface Part {
        record Field(String name, String text) implements Part {}

        record File(Incoming incoming) implements Part {}
    }

    /**
     * Takes the whole request and goes on with it; its files are gone once that is done.
     *
     * @param name what the body is called where it is the file itself
     */
    public <T> CompletionStage<T> whole(
            RequestEntity entity, String name, Materializer materializer, Function<Form, CompletionStage<T>> inner) {
        ToTheEnd heard = heard(entity);
        CompletionStage<T> done = Workbench.aside(Arrivals::desk)
                .thenCompose(desk -> parts(entity, heard, name, desk, materializer)
                        .runWith(Sink.seq(), materializer)
                        .thenApply(Arrivals::form)
                        .thenCompose(inner)
                        .whenComplete((it, failure) -> cleared(desk)));
        return FileTroubles.told(heard.answered(done, entity, materializer));
    }

    /** The bytes of a request, listened to up to twice as many as could be taken. */
    ToTheEnd heard(RequestEntity entity) {
        return ToTheEnd.of(entity.withoutSizeLimit().getDataBytes(), 2 * settings.bundle());
    }

    /** The files one by one; one is handed on when the next has begun to come, so the last when the form was whole. */
    Source<Incoming, NotUsed> each(
            RequestEntity entity, ToTheEnd heard, String name, Path desk, Materializer materializer) {
        return parts(entity, heard, name, desk, materializer) // parts
                .mapConcat(it -> it instanceof Part.File file ? List.of(Optional.of(file.incoming())) : List.of())
                .concat(Source.single(Optional.<Incoming>empty())) // files, and their end
                .sliding(2, 1) // each with what follows it
                .mapConcat(it -> it.getFirst().stream().toList());
    }

    private Source<Part, NotUsed> parts(
            RequestEntity entity, ToTheEnd heard, String name, Path desk, Materializer materializer) {
        Source<ByteString, ?> bytes = heard.bytes()
                .limitWeighted(settings.bundle(), it -> (long) it.size())
                .mapError(StreamLimitReachedException.class, _ -> Problem.tooLarge(settings.bundle()));
        AtomicInteger number = new AtomicInteger();
        if (!entity.getContentType().mediaType().isMultipart())
            return Source.completionStage(received(name, bytes, desk.resolve("body"), materializer));
        return Source.completionStage(Unmarshaller.entityToMultipartFormData()
                        .unmarshal(HttpEntities.create(entity.getContentType(), bytes), materializer))
                .flatMapConcat(Multipart.FormData::getParts) // parts as they come
                .limit(settings.files() + LONGEST_FIELD)
                .mapAsync(1, it -> part(it, desk.resolve("part-" + number.incrementAndGet()), materializer));
    }

    private CompletionStage<Part> part(Multipart.FormData.BodyPart part, Path file, Materializer materializer) {
        Source<ByteString, ?> bytes = part.getEntity().getDataBytes();
        Optional<String> name = part.getFilename();
        if (name.isPresent()) return received(name.get(), bytes, file, materializer);
        return bytes.limitWeighted(LONGEST_FIELD, it -> (long) it.size())
                .mapError(
                        StreamLimitReachedException.class,
                        _ -> Refusal.invalid(
                                "the field " + shown(part.getName()) + " is too long, or is a file without a name"))
                .runFold(ByteString.emptyByteString(), ByteString::concat, materializer)
                .thenApply(it -> new Part.Field(part.getName(), it.utf8String()));
    }

    private CompletionStage<Part> received(
            String name, Source<ByteString, ?> bytes, Path file, Materializer materializer) {
        Measure measure = new Measure(settings, name);
        return bytes.map(measure::passed) // as far as they are taken
                .filter(ByteString::nonEmpty)
                .runWith(FileIO.toPath(file), materializer)
                .thenApply(_ -> new Part.File(new Incoming(name, file, measure.bytes(), measure.refusal())));
    }

    private static Form form(List<Part> parts) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<Incoming> files = new ArrayList<>();
        for (Part part : parts) {
            switch (part) {
                case Part.Field field -> fields.put(field.name(), field.text());
                case Part.File file -> files.add(file.incoming());
            }
        }
        return new Form(fields, files);
    }

    private static String shown(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40);
    }

    /** A folder for the files of one request. */
    static Path desk() throws IOException {
        return Files.createTempDirectory("parley-characters-");
    }

    /** Clears it away. */
    static CompletionStage<?> cleared(Path desk) {
        return Workbench.aside(() -> {
                    try (Stream<Path> files = Files.list(desk)) {
                        for (Path file : files.toList()) Files.deleteIfExists(file);
                    }
                    return Files.deleteIfExists(desk);
                })
                .exceptionallyCompose(failure -> {
                    LOG.warn("a folder for files that came could not be removed: {}", failure.toString());
                    return CompletableFuture.completedFuture(false);
                });
    }
}
