package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Participant;
import parley.engine.kernel.UserId;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Order;
import parley.engine.price.Prices;

/** A room with its journal, which outlives any of its lives. */
final class SimulatedRoom {
    final ConversationId id;
    final UserId owner;
    final Witness witness = new Witness();
    private final List<ConversationEvent> journal = new ArrayList<>();
    private final Post post;
    private final Prices prices;
    private final Clock clock;
    private final Random random;
    private final Post.Faults faults;
    private Transcript transcript = Transcript.EMPTY;
    private @Nullable Life life;
    private int lives;
    private int refusals;

    /** The process is gone, before or after what it was about to write. */
    private static final class Crash extends RuntimeException {
        Crash() {
            super("the process died", null, false, false);
        }
    }

    SimulatedRoom(
            ConversationId id, UserId owner, Post post, Prices prices, Clock clock, Random random, Post.Faults faults) {
        this.id = id;
        this.owner = owner;
        this.post = post;
        this.prices = prices;
        this.clock = clock;
        this.random = random;
        this.faults = faults;
    }

    void open(Rules rules, List<Participant> seats) {
        Instant now = clock.instant();
        keep(List.of(
                new ConversationEvent.Opened(owner, "A room", seats, now), new ConversationEvent.RulesSet(rules, now)));
        wake();
    }

    Transcript transcript() {
        return transcript;
    }

    boolean planted(Fault fault) {
        return faults.planted(fault);
    }

    void refused() {
        refusals++;
    }

    int refusals() {
        return refusals;
    }

    int lives() {
        return lives;
    }

    List<ConversationEvent> journal() {
        return journal;
    }

    /** Comes to life, from the journal alone. */
    void wake() {
        if (life != null) return;
        assertThat(Transcript.EMPTY.after(journal)).as("the journal of %s", id).isEqualTo(transcript);
        lives++;
        String suffix = lives > 1 && planted(Fault.ASKS_UNDER_A_NEW_ID) ? "+" + lives : "";
        Engines engines = new Engines(new Scripts(), new House.Loud(), post.door(suffix), prices, clock);
        Life fresh = new Life(this, new Coordinator(id, engines, Simulation.SETTINGS), random);
        life = fresh;
        if (!Coordinator.atRest(transcript)) fresh.underway.post(new ConversationCommand.Continue());
    }

    void die() {
        life = null;
    }

    /** Goes to another server in good order. */
    void leave() {
        Life it = life;
        if (it == null) return;
        try {
            it.leave();
            die();
        } catch (Crash crash) {
            die();
        }
    }

    /** Tells it something; nobody hears where nobody lives. */
    void tell(ConversationCommand command) {
        Life it = life;
        if (it != null) it.underway.post(command);
    }

    /** Handles the next message. */
    void step() {
        Life it = life;
        if (it == null) return;
        Runnable next = it.underway.mailbox.poll();
        if (next == null) return;
        try {
            next.run();
        } catch (Crash crash) {
            die();
        }
    }

    /** Lets time pass. */
    void goOn() {
        Life it = life;
        if (it != null) it.underway.goOn();
    }

    boolean idle() {
        Life it = life;
        return it != null && it.underway.mailbox.isEmpty() && Coordinator.atRest(transcript);
    }

    /** Stores events, where nothing comes between. */
    void write(List<ConversationEvent> events) {
        if (faults.strikes()) throw new Crash();
        keep(events);
        if (faults.strikes()) throw new Crash();
    }

    private void keep(List<ConversationEvent> events) {
        journal.addAll(events);
        events.forEach(witness::see);
        transcript = transcript.after(events);
    }

    /** Whoever speaks or answers now is paid for. */
    void paid(HoldId hold, long credits) {
        assertThat(post.books(owner).open)
                .as("%s is held before a model is asked", hold)
                .containsKey(hold);
        assertThat(post.books(owner).open.get(hold)).as("%s is held", hold).isGreaterThanOrEqualTo(credits);
    }

    /** What somebody outside asks of the ledger. */
    void order(Order order) {
        post.send(owner, order);
    }
}
