package parley.persistence.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one conversation says of its turns and questions: what each holds, costs, and was charged. Only what is not charged
 * yet is kept; of the rest a bit.
 */
final class RoomFold {
    private final String id;
    private final Totals totals;
    private final Bills bills;
    private final Jobs turns = new Jobs();
    private final Jobs questions = new Jobs();
    private String owner = "";
    private long sequence;

    private static final class Jobs {
        final Map<Integer, Job> open = new TreeMap<>();
        final BitSet charged = new BitSet();
    }

    RoomFold(String id, Shelf shelf, Totals totals) {
        this.id = id;
        this.totals = totals;
        this.bills = new Bills(shelf, totals);
    }

    /** Takes the next event; one that cannot be read changes nothing. */
    void after(Fact it) {
        if (it.sequence() != sequence + 1) differs(it, "follows event " + sequence);
        sequence = it.sequence();
        try {
            apply(it);
        } catch (Fact.Misread | ArithmeticException | IndexOutOfBoundsException misread) {
            differs(it, "cannot be read: " + misread.getMessage());
        }
    }

    private void apply(Fact it) {
        switch (it.type()) {
            case "conversation.opened", "conversation.forked" -> owner = it.text("owner");
            case "conversation.turn-started" -> started(it);
            case "conversation.hold-extended" -> extended(it);
            case "conversation.turn-superseded" -> lost(it, running(it));
            case "conversation.turn-completed" ->
                ended(it, running(it), it.data().path("usage"), false);
            case "conversation.turn-stopped" -> ended(it, running(it), it.data().path("usage"), true);
            case "conversation.turn-failed" -> failed(it);
            case "conversation.turn-charged" -> charged(it, "turn", turns);
            case "conversation.question-asked" -> asked(it);
            case "conversation.question-dropped" -> dropped(it);
            case "conversation.speaker-proposed", "conversation.judged", "conversation.condensed" -> answered(it);
            case "conversation.question-charged" -> charged(it, "question", questions);
            default -> {}
        }
    }

    private void started(Fact it) {
        int turn = it.count("turn");
        int attempt = it.count("attempt");
        Job before = turns.open.get(turn);
        if (attempt == 1) {
            if (before != null || turns.charged.get(turn)) differs(it, "turn " + turn + " had begun before");
            turns.open.put(turn, new Job("turn " + turn, it.text("hold"), it.credits(), Job.cost(it)));
            return;
        }
        if (before == null || before.end != null || before.attempt != attempt - 1) {
            differs(it, "there is no such turn to try again");
            return;
        }
        if (!before.hold.equals(it.text("hold"))) differs(it, "was paid for by hold " + before.hold + " before");
        if (before.held != it.credits()) differs(it, "holds " + it.credits() + " credits and held " + before.held);
        before.attempt = attempt;
        before.cost = Job.cost(it);
    }

    private void extended(Fact it) {
        Job job = turns.open.get(it.count("turn"));
        if (job == null || job.end != null) {
            differs(it, "turn " + it.count("turn") + " is not under way");
            return;
        }
        if (it.credits() <= job.held) differs(it, "extends a hold of " + job.held + " to " + it.credits());
        job.held = it.credits();
    }

    /** The turn in mid-air that an event names. */
    private @Nullable Job running(Fact it) {
        int turn = it.count("turn");
        Job job = turns.open.get(turn);
        if (job != null && job.end == null && job.attempt == it.count("attempt")) return job;
        differs(it, "attempt " + it.count("attempt") + " of turn " + turn + " is not under way");
        return null;
    }

    private void lost(Fact it, @Nullable Job job) {
        if (job == null || !it.has("wasted")) return;
        long wasted = it.number("wasted");
        if (wasted < 0 || wasted > job.held) differs(it, "wastes " + wasted + " of " + job.held + " held credits");
        if (wasted != 0) job.lost.put(it.count("attempt"), new Job.Lost(it, wasted));
    }

    private void failed(Fact it) {
        Job job = running(it);
        lost(it, job);
        if (job == null) return;
        job.end = it;
        job.credits = 0;
    }

    private void ended(Fact it, @Nullable Job job, JsonNode usage, boolean onlyAnswers) {
        if (job == null) return;
        ended(it, job, it.credits(), job.worth(usage, onlyAnswers));
    }

    private void ended(Fact it, Job job, long credits, @Nullable Long worth) {
        job.end = it;
        job.credits = credits;
        if (credits < 0 || credits > job.held)
            differs(it, job.what + " costs " + credits + " of " + job.held + " held credits");
        if (worth != null && worth != credits)
            differs(it, job.what + " costs " + credits + ", and its price and use come to " + worth);
    }

    private void asked(Fact it) {
        int question = it.count("question");
        if (questions.open.containsKey(question) || questions.charged.get(question))
            differs(it, "question " + question + " was asked before");
        questions.open.put(question, new Job("question " + question, it.text("hold"), it.credits(), Job.cost(it)));
    }

    private @Nullable Job question(Fact it, int number) {
        Job job = questions.open.get(number);
        if (job != null && job.end == null) return job;
        differs(it, "question " + number + " is not open");
        return null;
    }

    private void dropped(Fact it) {
        Job job = question(it, it.count("question"));
        if (job != null) ended(it, job, 0, null);
    }

    private void answered(Fact it) {
        JsonNode asked = it.data().path("asked");
        if (!asked.hasNonNull("question")) return;
        Job job = question(it, Math.toIntExact(Fact.number(asked, "question")));
        if (job == null) return;
        long credits = asked.has("credits") ? Fact.number(asked, "credits") : 0;
        ended(it, job, credits, job.worth(asked.path("usage"), true));
    }

    private void charged(Fact it, String kind, Jobs jobs) {
        int number = it.count(kind);
        Job job = jobs.open.get(number);
        if (job == null) {
            differs(it, kind + " " + number + (jobs.charged.get(number) ? " is charged already" : " never began"));
            return;
        }
        jobs.open.remove(number);
        jobs.charged.set(number);
        if (job.end == null) differs(it, job.what + " has not ended");
        else if (it.credits() != job.credits)
            differs(it, job.what + " costs " + job.credits + " and is charged " + it.credits());
        bills.charged(it, owner, job);
    }

    /** The journal ends here: what is not charged yet waits for the next start. */
    void done() {
        turns.open.values().forEach(this::waits);
        questions.open.values().forEach(this::waits);
    }

    private void waits(Job job) {
        boolean ended = job.end != null;
        totals.waits(new Pending(id, job.what, job.hold, ended ? job.credits : job.held, ended));
        bills.open(id, sequence, owner, job);
    }

    private void differs(Fact it, String what) {
        totals.differs(it.differing(what));
    }
}
