package parley.http.trial;

import static parley.http.trial.Invariant.REPLAY_IS_EQUAL;
import static parley.http.trial.Invariant.STREAMS_ARE_THE_JOURNAL;

import java.util.List;
import parley.http.trial.Evidence.Entry;
import parley.http.trial.Evidence.View;
import parley.http.trial.Recorder.Frame;

/** Holds what viewers saw against what is stored. */
record StreamCheck(Findings findings) {

    void check(Evidence.Room room) {
        for (View view : room.views()) {
            long last = contiguous(room.id(), view);
            findings.check(
                    last == room.journal().size(),
                    STREAMS_ARE_THE_JOURNAL,
                    "%s: a viewer was shown %d of %d events"
                            .formatted(room.id(), last, room.journal().size()));
            sameAsStored(room, view);
            textIsWhole(room.id(), view);
            sameAs(room, room.views().getFirst(), view);
        }
    }

    /** Every recorded event is seen once and in order, with no gap; answers the last. */
    long contiguous(String room, View view) {
        long last = view.after();
        for (Frame frame : view.frames()) {
            boolean delta = frame.event().equals("delta");
            long due = delta ? last : last + 1;
            findings.check(
                    frame.sequence() == due,
                    STREAMS_ARE_THE_JOURNAL,
                    "%s: %s %s came after event %d".formatted(room, frame.event(), frame.id(), last));
            if (!delta) last = frame.sequence();
        }
        return last;
    }

    /** Live text comes piece by piece, each beginning where the one before ended, and becomes what is stored. */
    void textIsWhole(String room, View view) {
        new Reading(room, view.after() == 0).read(view.frames());
    }

    private void sameAsStored(Evidence.Room room, View view) {
        for (Frame frame : view.recorded()) {
            long place = frame.sequence();
            boolean there = place >= 1 && place <= room.journal().size();
            Entry entry = there ? room.journal().get((int) place - 1) : null;
            findings.check(
                    entry != null
                            && entry.event().equals("conversation." + frame.event())
                            && entry.data().equals(frame.data()),
                    STREAMS_ARE_THE_JOURNAL,
                    "%s: a viewer was shown %s at %s where the journal has %s"
                            .formatted(room.id(), frame.event(), frame.id(), entry));
        }
    }

    private void sameAs(Evidence.Room room, View first, View other) {
        long from = Math.max(first.after(), other.after());
        findings.check(
                events(first, from).equals(events(other, from)),
                REPLAY_IS_EQUAL,
                "%s: two viewers were shown different events".formatted(room.id()));
    }

    private static List<String> events(View view, long after) {
        return view.recorded().stream()
                .filter(it -> it.sequence() > after)
                .map(it -> it.sequence() + " " + it.event() + " " + it.data())
                .toList();
    }

    /** Follows the text of the running turn as a viewer does; {@code whole} where the viewer saw the turn begin. */
    private final class Reading {
        private final String room;
        private final StringBuilder live = new StringBuilder();
        private final StringBuilder stored = new StringBuilder();
        private boolean whole;
        private String open = "";

        Reading(String room, boolean whole) {
            this.room = room;
            this.whole = whole;
        }

        void read(List<Frame> frames) {
            frames.forEach(this::next);
        }

        private void next(Frame frame) {
            switch (frame.event()) {
                case "turn-started" -> began(frame);
                case "turn-superseded" -> {
                    open = "";
                    cut(live, number(frame, "kept"));
                    cut(stored, number(frame, "kept"));
                }
                case "delta" -> came(frame);
                case "sentence-spoken" -> spoken(frame);
                case "turn-completed" -> {
                    agree(frame, live.toString().contentEquals(stored), "the live text is not what was stored");
                    ended();
                }
                case "turn-stopped", "turn-failed" -> ended();
                default -> {}
            }
        }

        private void began(Frame frame) {
            int from = number(frame, "from");
            agree(frame, live.length() == from && stored.length() == from, "the turn does not go on where text ends");
            whole = true;
            open = attempt(frame);
        }

        private void came(Frame frame) {
            live.append(frame.data().path("text").asText());
            if (!whole) return;
            agree(frame, attempt(frame).equals(open), "text came for a turn that is not running");
            agree(frame, live.length() == frame.offset(), "the text does not end where its cursor says");
        }

        private void spoken(Frame frame) {
            if (!whole) return;
            String sentence = frame.data().path("text").asText();
            agree(frame, stored.length() == number(frame, "start"), "the sentence does not go on where the last ended");
            stored.append(sentence);
            if (live.length() < stored.length()) {
                agree(frame, stored.toString().startsWith(live.toString()), "the live text is not what was stored");
                live.setLength(0);
                live.append(stored);
            }
            agree(frame, live.toString().startsWith(stored.toString()), "the live text is not what was stored");
        }

        private void ended() {
            open = "";
            live.setLength(0);
            stored.setLength(0);
        }

        private void cut(StringBuilder text, int kept) {
            text.setLength(Math.min(text.length(), kept));
        }

        private int number(Frame frame, String name) {
            return frame.data().path(name).asInt();
        }

        private String attempt(Frame frame) {
            return number(frame, "turn") + "/" + number(frame, "attempt");
        }

        private void agree(Frame frame, boolean holds, String what) {
            findings.check(holds, REPLAY_IS_EQUAL, "%s: at %s %s %s".formatted(room, frame.event(), frame.id(), what));
        }
    }
}
