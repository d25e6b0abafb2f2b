package parley.engine.storage;

import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.kernel.Residence;
import parley.engine.kernel.UserId;

/** Finds every user's cabinet in the cluster and gives each change its time. */
final class Cabinets {
    private final Residence<Cabinet.Command> cabinets;
    private final Clock clock;

    Cabinets(ActorSystem<?> system, FileSettings settings, Clock clock) {
        this.clock = clock;
        cabinets = Residence.open(
                system,
                Cabinet.KEY,
                settings.entity(),
                entity ->
                        Cabinet.create(new UserId(entity.getEntityId()), entity.getShard(), settings, clock.instant()));
    }

    CompletionStage<Long> begin(UserId owner, FileId file, Upload upload) {
        return cabinets.ask(
                owner.value(),
                to -> new Cabinet.Begin(
                        file, upload.name().value(), upload.conversation(), upload.bytes(), clock.instant(), to));
    }

    CompletionStage<StoredFile> keep(UserId owner, FileId file, Content content) {
        return cabinets.ask(owner.value(), to -> new Cabinet.Keep(file, content, clock.instant(), to));
    }

    CompletionStage<FileId> abandon(UserId owner, FileId file) {
        return cabinets.ask(owner.value(), to -> new Cabinet.Abandon(file, clock.instant(), to));
    }

    CompletionStage<StoredFile> delete(UserId owner, FileId file) {
        return cabinets.ask(owner.value(), to -> new Cabinet.Delete(file, clock.instant(), to));
    }

    CompletionStage<FileId> forget(UserId owner, FileId file) {
        return cabinets.ask(owner.value(), to -> new Cabinet.Forget(file, clock.instant(), to));
    }

    CompletionStage<StoredFile> file(UserId owner, FileId file) {
        return cabinets.ask(owner.value(), to -> new Cabinet.GetFile(file, to));
    }

    CompletionStage<FileUsage> usage(UserId owner) {
        return cabinets.ask(owner.value(), Cabinet.GetUsage::new);
    }
}
