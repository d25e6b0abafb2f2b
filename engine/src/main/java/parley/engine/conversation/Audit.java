package parley.engine.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.JournalJson;
import parley.engine.kernel.Unreadable;

/**
 * Folds a journal event by event and writes down everything that does not hold: sequence numbers without a gap, one turn
 * at a time, one end for each attempt, one charge for each ended turn, sentences that join without a gap, and texts that
 * have the hash that was recorded at their end. Used by one reader only.
 */
final class Audit {
    private final List<String> findings = new ArrayList<>();
    private final Map<Integer, Boolean> charged = new HashMap<>();
    private final MessageDigest stream = Endings.sha256();
    private Transcript transcript;
    private Position position = new Position(Cursor.START);
    private long sequence;
    private @Nullable String broken;

    Audit(Transcript past) {
        this.transcript = past;
    }

    /** All that the journal holds of a conversation, up to an event. */
    static CompletionStage<Audit> folded(
            Archive archive, History history, ConversationId id, long to, ActorSystem<?> system) {
        return archive.past(id)
                .thenCompose(past -> history.events(id, 1, to)
                        .runWith(
                                Sink.fold(
                                        new Audit(past),
                                        (audit, it) -> audit.after(it.sequenceNr(), (ConversationEvent) it.event())),
                                system));
    }

    Audit after(long number, ConversationEvent event) {
        if (broken != null) return this;
        if (number != sequence + 1) find(number, event, "follows event " + sequence);
        sequence = number;
        check(event);
        try {
            transcript = Archive.folded(transcript, event);
        } catch (Unreadable misfit) {
            broken = String.valueOf(misfit.getMessage());
            find(number, event, broken);
        }
        Cursor cursor = position.after(number, event);
        position = new Position(cursor);
        stream.update((cursor + " " + JournalJson.name(event.getClass()) + " ").getBytes(StandardCharsets.UTF_8));
        stream.update(JournalJson.write(new FeedEvent.Recorded(cursor, event).event()));
        return this;
    }

    private void check(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.TurnStarted it -> started(it);
            case ConversationEvent.SentenceSpoken it -> spoken(it);
            case ConversationEvent.SentenceBlocked it -> running(it, it.turn(), it.attempt());
            case ConversationEvent.TurnCompleted it -> {
                ended(event, it.turn(), it.attempt());
                hashed(event, it.hash());
            }
            case ConversationEvent.TurnStopped it -> {
                ended(event, it.turn(), it.attempt());
                hashed(event, it.hash());
            }
            case ConversationEvent.TurnFailed it -> ended(event, it.turn(), it.attempt());
            case ConversationEvent.TurnSuperseded it -> running(event, it.turn(), it.attempt());
            case ConversationEvent.ToolEvent it -> tooled(it);
            case ConversationEvent.TurnCharged it -> charged(it);
            case ConversationEvent.RoundEnded it -> {
                if (!transcript.round().running()) find(sequence, it, "no round runs");
                if (transcript.open() != null) find(sequence, it, "a turn is in mid-air");
            }
            case ConversationEvent.HeadMoved it -> {
                if (it.line() != 0 && !transcript.lines().has(it.line())) find(sequence, it, "there is no such line");
            }
            default -> {}
        }
    }

    private void started(ConversationEvent.TurnStarted it) {
        OpenTurn open = transcript.open();
        if (it.attempt() == 1 && open != null) find(sequence, it, "turn " + open.turn() + " is in mid-air");
        if (it.attempt() == 1 && it.turn() != transcript.coming())
            find(sequence, it, "turn " + transcript.coming() + " comes next");
        if (it.attempt() > 1 && (open == null || open.turn() != it.turn() || open.attempt() != it.attempt() - 1))
            find(sequence, it, "there is no such turn to try again");
        if (!transcript.round().running()) find(sequence, it, "no round runs");
        if (it.attempt() == 1
                && transcript.round().ended() >= transcript.round().asked())
            find(sequence, it, "all turns that were asked for have ended");
    }

    private void spoken(ConversationEvent.SentenceSpoken it) {
        running(it, it.turn(), it.attempt());
        OpenTurn open = transcript.open();
        if (open == null) return;
        if (it.index() != open.sentences().size() || it.start() != open.text().length())
            find(sequence, it, "does not join the sentence before it");
    }

    /** Each call is stored once, one after the other, and answered once; one that waits for leave is not answered by it. */
    private void tooled(ConversationEvent.ToolEvent event) {
        OpenTurn open = transcript.open();
        if (open == null || open.turn() != event.turn()) {
            find(sequence, event, "turn " + event.turn() + " is not in mid-air");
            return;
        }
        Uses uses = open.uses();
        switch (event) {
            case ToolCalled it -> {
                running(it, it.turn(), it.attempt());
                if (it.call() != uses.next()) find(sequence, it, "call " + uses.next() + " comes next");
                if (uses.unanswered().isPresent()) find(sequence, it, "the call before is not answered");
            }
            case ToolApproved it -> {
                if (uses.call(it.call()).filter(Use::waits).isEmpty()) find(sequence, it, "no such call waits");
            }
            case ToolRefused it -> {
                if (uses.call(it.call()).filter(Use::waits).isEmpty()) find(sequence, it, "no such call waits");
            }
            case ToolAnswered it -> {
                running(it, it.turn(), it.attempt());
                boolean waits =
                        uses.unanswered().filter(use -> use.call() == it.call()).isPresent();
                if (!waits) find(sequence, it, "no such call waits for its answer");
            }
        }
    }

    private void ended(ConversationEvent event, int turn, int attempt) {
        running(event, turn, attempt);
        if (charged.putIfAbsent(turn, false) != null) find(sequence, event, "turn " + turn + " has ended before");
    }

    private void running(ConversationEvent event, int turn, int attempt) {
        if (!transcript.runs(turn, attempt))
            find(sequence, event, "attempt " + attempt + " of turn " + turn + " is not in mid-air");
    }

    private void hashed(ConversationEvent event, @Nullable String hash) {
        OpenTurn open = transcript.open();
        if (hash != null && open != null && !hash.equals(Endings.hash(open.text())))
            find(sequence, event, "the text is not the one that was recorded");
    }

    private void charged(ConversationEvent.TurnCharged it) {
        Boolean before = charged.put(it.turn(), true);
        if (before == null) find(sequence, it, "the turn has not ended");
        if (Boolean.TRUE.equals(before)) find(sequence, it, "the turn is charged already");
    }

    private void find(long number, ConversationEvent event, String what) {
        findings.add("event " + number + ", " + JournalJson.name(event.getClass()) + ": " + what);
    }

    /** What was found, with the live state's fingerprint to be compared; the fold must have gone exactly that far. */
    Verification verified(ConversationId id, ConversationCommand.@Nullable Print live) {
        String state = Archive.fingerprint(transcript);
        if (live != null && live.sequence() == sequence && !live.state().equals(state))
            findings.add("after event " + sequence + ": the live state is not what the journal folds to");
        return new Verification(id, sequence, state, HexFormat.of().formatHex(stream.digest()), List.copyOf(findings));
    }
}
