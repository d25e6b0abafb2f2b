package parley.http.main;

import com.typesafe.config.Config;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.storage.DocumentReader;
import parley.engine.storage.FileSettings;
import parley.engine.storage.FileStore;
import parley.engine.storage.Files;
import parley.engine.storage.MediaTypes;
import parley.engine.storage.StorageFailure;
import parley.http.api.FileRoutes;
import parley.http.document.BoundedReader;
import parley.http.document.DocumentSettings;
import parley.http.document.Sniffer;
import parley.http.edge.Keyring;
import parley.http.edge.SignedLinks;
import parley.persistence.database.Database;
import parley.persistence.index.FileList;
import parley.persistence.storage.FileStores;

/** Files with all that belongs to them: their store, their list, their readers, and a broom. */
record FileRoom(
        ActorSystem<Void> system,
        Files files,
        FileList list,
        MediaTypes types,
        DocumentReader documents,
        FileSettings settings) {
    private static final Logger LOG = LoggerFactory.getLogger(FileRoom.class);

    static FileRoom open(ActorSystem<Void> system) {
        FileSettings settings = FileSettings.from(system.settings().config().getConfig("parley.files"));
        FileList list = new FileList(Database.of(system));
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        MediaTypes types = new Sniffer();
        Files files = Files.sharded(system, settings, store(system), list, types, clock, random);
        Config documents = system.settings().config().getConfig("parley.documents");
        BoundedReader reader = new BoundedReader(DocumentSettings.from(documents), system);
        return new FileRoom(system, files, list, types, reader, settings);
    }

    private static FileStore store(ActorSystem<Void> system) {
        try {
            return FileStores.open(system);
        } catch (StorageFailure failure) {
            throw new CannotStart("the store of files cannot be opened: " + failure.getMessage(), failure);
        }
    }

    Route routes(SignedLinks links, Keyring keyring, Clock clock) {
        return new FileRoutes(files, list, documents, links, keyring.signedIn(), clock).routes();
    }

    /** Sweeps now and ever again. Where no other node can be, no upload can be under way when we start. */
    void sweep(boolean alone) {
        Instant start = Instant.now();
        if (alone) sweep(start);
        // As long again as an upload may take, for clocks that differ.
        Duration over = settings.uploadWithin().multipliedBy(2);
        system.scheduler()
                .scheduleWithFixedDelay(
                        settings.sweepEvery(),
                        settings.sweepEvery(),
                        () -> sweep(Instant.now().minus(over)),
                        system.executionContext());
    }

    private void sweep(Instant begunBefore) {
        files.sweep(begunBefore).whenComplete((cleared, failure) -> {
            if (failure != null) LOG.warn("leftovers of files could not be looked for: {}", failure.toString());
            else if (cleared > 0) LOG.info("{} leftovers of files were cleared away", cleared);
        });
    }
}
