package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parley.http.trial.Evidence.Entry;
import parley.http.trial.Evidence.View;
import parley.http.trial.Findings.Finding;

/** The checker of all {@linkplain Invariant invariants}: finds what is wrong with what was seen and stored. */
final class Invariants {
    private Invariants() {}

    /** Everything that is wrong with one person's rooms and account; nothing where all is well. */
    static List<Finding> broken(Evidence evidence) {
        Findings findings = new Findings();
        RoomCheck rooms = new RoomCheck(findings);
        StreamCheck streams = new StreamCheck(findings);
        for (Evidence.Room room : evidence.rooms()) {
            rooms.check(room, evidence.rooms());
            streams.check(room);
        }
        rooms.oneWriter(evidence.account());
        new LedgerCheck(findings).check(evidence);
        return findings.all();
    }

    /** Whatever journal breaks its own order, of all that are stored. */
    static List<Finding> disorder(List<Entry> everything) {
        Findings findings = new Findings();
        RoomCheck rooms = new RoomCheck(findings);
        Map<String, List<Entry>> journals = new LinkedHashMap<>();
        for (Entry entry : everything)
            journals.computeIfAbsent(entry.persistenceId(), _ -> new ArrayList<>())
                    .add(entry);
        journals.values().forEach(rooms::oneWriter);
        return findings.all();
    }

    /** Fails unless every recorded event was seen once and in order, with no gap. */
    static void contiguous(List<Recorder.Frame> frames) {
        Findings findings = new Findings();
        new StreamCheck(findings).contiguous("the room", new View(0, frames));
        assertThat(findings.all()).isEmpty();
    }

    /** Fails unless live text became what was recorded, to the letter. */
    static void textIsWhole(List<Recorder.Frame> frames) {
        Findings findings = new Findings();
        new StreamCheck(findings).textIsWhole("the room", new View(0, frames));
        assertThat(findings.all()).isEmpty();
    }
}
