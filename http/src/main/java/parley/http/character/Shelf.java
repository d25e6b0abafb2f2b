package parley.http.character;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Portrait;
import parley.engine.cardfile.ReadCard;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.storage.FileId;
import parley.engine.storage.FileName;
import parley.engine.storage.Span;
import parley.engine.storage.StoredFile;
import parley.engine.storage.Upload;

/** The files of characters among those of their owners: brought in together or not at all. */
final class Shelf {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private final ActorSystem<?> system;
    private final parley.engine.storage.Files files;

    Shelf(ActorSystem<?> system, parley.engine.storage.Files files) {
        this.system = system;
        this.files = files;
    }

    /** Stores the file that a card came in, and its picture beside it where the file is not one itself. */
    CompletionStage<Portrait> brought(UserId owner, Incoming incoming, ReadCard.@Nullable Picture picture) {
        Upload upload = new Upload(incoming.stored(), null, incoming.bytes());
        return files.upload(owner, upload, FileIO.fromPath(incoming.file())).thenCompose(original -> {
            String id = original.id().value();
            if (picture == null) return CompletableFuture.completedFuture(new Portrait(null, id));
            return isPng(incoming.file()).thenCompose(itself -> {
                if (itself) return CompletableFuture.completedFuture(new Portrait(id, id));
                return pictured(owner, picture.bytes())
                        .thenApply(it -> new Portrait(it.id().value(), id))
                        .exceptionallyCompose(failure -> undone(owner, new Portrait(null, id), failure));
            });
        });
    }

    private static CompletionStage<Boolean> isPng(Path file) {
        return Workbench.aside(() -> {
            try (InputStream in = Files.newInputStream(file)) {
                return Arrays.equals(in.readNBytes(PNG.length), PNG);
            }
        });
    }

    /** Stores a picture. */
    CompletionStage<StoredFile> pictured(UserId owner, ByteString picture) {
        return files.upload(owner, new Upload(new FileName("portrait"), null, picture.size()), Source.single(picture));
    }

    /** What is known of a file; absent where there is none, or it is not this owner's. */
    CompletionStage<Optional<StoredFile>> known(UserId owner, @Nullable String file) {
        if (file == null) return CompletableFuture.completedFuture(Optional.empty());
        return files.file(owner, new FileId(file))
                .thenApply(Optional::of)
                .exceptionallyCompose(failure -> Refusal.in(failure)
                                .filter(it -> it.kind() == Refusal.Kind.NOT_FOUND)
                                .isPresent()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : CompletableFuture.failedFuture(failure));
    }

    /** All of a file, as it comes. */
    CompletionStage<Source<ByteString, NotUsed>> stream(StoredFile file) {
        if (file.size() == 0) return CompletableFuture.completedFuture(Source.empty());
        return files.content(file.id(), new Span(0, file.size()));
    }

    /** All of a file. */
    CompletionStage<ByteString> content(StoredFile file) {
        return stream(file).thenCompose(it -> it.runFold(ByteString.emptyByteString(), ByteString::concat, system));
    }

    /** Writes all of a file to the disk. */
    CompletionStage<Path> copied(StoredFile file, Path to) {
        return stream(file)
                .thenCompose(it -> it.runWith(FileIO.toPath(to), system))
                .thenApply(_ -> to);
    }

    /** Fails as before, once the files are gone. */
    <T> CompletionStage<T> undone(UserId owner, Portrait brought, Throwable failure) {
        return dropped(owner, brought, Portrait.NONE).thenCompose(_ -> CompletableFuture.failedFuture(failure));
    }

    /** Deletes the files of a portrait that another one does not need; what cannot be deleted now is left. */
    CompletionStage<?> dropped(UserId owner, Portrait portrait, Portrait but) {
        Set<String> kept = ids(but);
        List<CompletableFuture<?>> gone = ids(portrait).stream()
                .filter(it -> !kept.contains(it))
                .<CompletableFuture<?>>map(it -> files.delete(owner, new FileId(it))
                        .handle((done, failure) -> failure == null)
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(gone.toArray(CompletableFuture[]::new));
    }

    private static Set<String> ids(Portrait portrait) {
        return Stream.of(portrait.picture(), portrait.original())
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
    }
}
