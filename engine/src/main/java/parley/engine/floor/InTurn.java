package parley.engine.floor;

import java.util.List;

/** The order of the seats: whoever sits after the last speaker. */
final class InTurn {
    static final String POLICY = "round-robin";

    private InTurn() {}

    static Decision.Speaks next(Floor floor) {
        return next(floor, floor.seats());
    }

    /** The first of the candidates who sits after the last agent that spoke and still sits; there is one. */
    static Decision.Speaks next(Floor floor, List<Floor.Seat> candidates) {
        List<Floor.Seat> seats = floor.seats();
        int last = lastSpeaker(floor);
        int turn = 1;
        while (turn < seats.size() && !candidates.contains(seats.get((last + turn) % seats.size()))) turn++;
        Floor.Seat seat = seats.get((last + turn) % seats.size());
        return Seating.speaks(POLICY, candidates, seat, reason(floor, seat, last), 0);
    }

    private static String reason(Floor floor, Floor.Seat seat, int last) {
        if (floor.seats().size() == 1) return seat.name() + " is the only one who may speak";
        return last < 0
                ? seat.name() + " sits first"
                : seat.name() + " sits after " + floor.seats().get(last).name();
    }

    private static int lastSpeaker(Floor floor) {
        for (Floor.Said said : floor.said().reversed()) {
            int seat = Seating.seat(floor, said.agent());
            if (seat >= 0) return seat;
        }
        return -1;
    }
}
