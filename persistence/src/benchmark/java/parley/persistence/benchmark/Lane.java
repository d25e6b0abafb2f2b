package parley.persistence.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;

/** One contender on one database: its actors, and what each round showed. */
final class Lane implements AutoCloseable {
    private static final long PATIENCE_MINUTES = 5;

    final String store;
    final Contender contender;
    private final Map<Task, List<Reading>> readings = new EnumMap<>(Task.class);
    private final ActorTestKit kit;
    private List<ActorRef<Scribe.Command>> scribes = List.of();
    private long written;

    Lane(String store, Contender contender, String url) throws InterruptedException {
        this.store = store;
        this.contender = contender;
        this.kit = ActorTestKit.create("lane", contender.on(url));
        start();
        CountDownLatch opened = new CountDownLatch(scribes.size());
        for (ActorRef<Scribe.Command> scribe : scribes) scribe.tell(new Scribe.Open(opened));
        await(opened);
        written = scribes.size();
    }

    /** What each round of a task showed. */
    List<Reading> of(Task task) {
        return readings.getOrDefault(task, List.of());
    }

    /** One round of a task. */
    void run(Task task) throws Exception {
        Reading reading = task == Task.REPLAY ? replay() : write(task);
        readings.computeIfAbsent(task, any -> new ArrayList<>()).add(reading);
    }

    private Reading write(Task task) throws Exception {
        int each = task.events(contender) / task.actors;
        CountDownLatch done = new CountDownLatch(task.actors);
        written += (long) each * task.actors;
        return Reading.of((long) each * task.actors, () -> {
            for (ActorRef<Scribe.Command> scribe : scribes.subList(0, task.actors))
                scribe.tell(new Scribe.Write(each, done));
            await(done);
        });
    }

    private Reading replay() throws Exception {
        for (ActorRef<Scribe.Command> scribe : scribes) kit.stop(scribe);
        return Reading.of(written, this::start);
    }

    private void start() throws InterruptedException {
        CountDownLatch recovered = new CountDownLatch(Task.CROWD.actors);
        List<ActorRef<Scribe.Command>> started = new ArrayList<>();
        for (int i = 0; i < Task.CROWD.actors; i++) started.add(kit.spawn(Scribe.named(contender, "b" + i, recovered)));
        await(recovered);
        scribes = started;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) throw new IllegalStateException("a lane stands still");
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
