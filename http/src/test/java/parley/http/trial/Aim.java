package parley.http.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import parley.http.main.FailPoint;

/** One planned end of a process: at which point, at the how many-th time, with which chance inside the point. */
record Aim(FailPoint point, int occurrence, long seed) {
    private static final int OFTEN = 6;
    private static final int ALWAYS = 24;
    private static final int SELDOM = 4;

    /** So many ends, spread evenly over the points and in any order. */
    static List<Aim> drawn(List<FailPoint> points, int count, Random random) {
        List<Aim> aims = new ArrayList<>();
        List<FailPoint> round = new ArrayList<>(points);
        while (aims.size() < count) {
            Collections.shuffle(round, random);
            for (FailPoint point : round)
                if (aims.size() < count)
                    aims.add(new Aim(point, random.nextInt(1, most(point) + 1), random.nextLong()));
        }
        return aims;
    }

    /** In rooms that talk, the points are reached this often within about a second. */
    private static int most(FailPoint point) {
        return switch (point) {
            case AFTER_HOLD, FIRST_TOKEN, MID_SENTENCE, BEFORE_SETTLE, AFTER_SETTLE -> OFTEN;
            case BEFORE_SNAPSHOT, DURING_SNAPSHOT, AFTER_SNAPSHOT -> OFTEN;
            case DURING_WRITE, AFTER_WRITE -> ALWAYS;
            case BEFORE_FORK, DURING_FORK, AFTER_FORK -> SELDOM;
        };
    }

    /** The configuration lines that arm a process. */
    List<String> settings() {
        return List.of(
                "parley.trial.point=" + point, "parley.trial.occurrence=" + occurrence, "parley.trial.seed=" + seed);
    }

    @Override
    public String toString() {
        return point + " " + occurrence;
    }
}
