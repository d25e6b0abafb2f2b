package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three servers in networks of their own whose lines are cut while rooms speak, or of which one is stopped for a while;
 * servers that end by themselves are started again at once. {@code -Dparley.partition.heals=5,30,120} and {@code
 * -Dparley.partition.frozen=3,15,60} are the seconds it lasts, {@code -Dparley.partition.faults=SPLIT,FLAPPING} chooses
 * what happens, {@code -Dparley.partition.rooms=20} how many rooms speak meanwhile.
 */
@Tag("campaign")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartitionCampaignTest {
    private static final int ROOMS = Integer.getInteger("parley.partition.rooms", 6);
    private static final Spoken ANSWER = new Spoken(20, 8, 100);
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration FLAP = Duration.ofSeconds(2);
    private static final long HEARD_WITHIN = TimeUnit.MINUTES.toNanos(5);

    /** What happens to the lines between three servers; all but UNPLUGGED still reach the database and their viewers. */
    enum Fault {
        /** Two on one side, one on the other. */
        SPLIT,
        /** Nobody reaches anybody. */
        SHATTERED,
        /** What the last says to the others does not arrive. */
        ONE_WAY,
        /** The last is cut off and is not, every two seconds. */
        FLAPPING,
        /** The last reaches nobody at all: no server, no database, no viewer. */
        UNPLUGGED,
        /** The process of the last stands still, as in a long pause of its garbage collector. */
        FROZEN
    }

    /** Those in which the last server is on the smaller side all the time. */
    private static final Set<Fault> MINORITY = Set.of(Fault.SPLIT, Fault.ONE_WAY, Fault.UNPLUGGED);

    /** So many answers later it has noticed. */
    private static final int DECIDED = 8;

    private Theatre theatre;
    private int trial;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException, SQLException {
        assumeTrue(Networks.missing().isEmpty(), () -> "no networks of their own for servers: " + Networks.missing());
        theatre = new Theatre(folder, ANSWER);
    }

    @AfterAll
    void close() throws IOException {
        try (Theatre open = theatre) {
            if (open != null) open.prove();
        }
    }

    static Stream<Object[]> faults() {
        List<String> chosen = words("parley.partition.faults", "SPLIT,SHATTERED,ONE_WAY,FLAPPING,UNPLUGGED,FROZEN");
        return chosen.stream()
                .map(Fault::valueOf)
                .flatMap(fault -> lengths(fault).stream()
                        .map(seconds -> new Object[] {fault, Duration.ofSeconds(Long.parseLong(seconds))}));
    }

    private static List<String> lengths(Fault fault) {
        return fault == Fault.FROZEN
                ? words("parley.partition.frozen", "3,15")
                : words("parley.partition.heals", "5,30");
    }

    private static List<String> words(String setting, String usual) {
        return Arrays.asList(System.getProperty(setting, usual).split(","));
    }

    @ParameterizedTest(name = "{0} for {1}")
    @MethodSource("faults")
    void nothing_is_lost_or_doubled_while(Fault fault, Duration time) throws IOException, SQLException {
        Fleet fleet = theatre.fleet();
        int before = fleet.tendUntilHealthy();
        Hall hall = new Hall(fleet, "fault-" + ++trial);
        hall.open(ROOMS);
        fleet.tend(CALM);

        List<Integer> answers = strike(fault, time, hall);
        long mended = System.nanoTime();

        int ended = fleet.tendUntilHealthy() - before;
        long healthy = System.nanoTime();
        awaitHeard(hall, mended);
        IO.println(
                "%s for %d s: %d servers ended by themselves; once mended, all healthy after %.1f s, all rooms heard after %.1f s; what the last server answered to work meanwhile, every 2 s (0: nothing) %s; %s"
                        .formatted(
                                fault,
                                time.toSeconds(),
                                ended,
                                seconds(mended, healthy),
                                seconds(mended, System.nanoTime()),
                                answers,
                                hall.told()));
        assertThat(answers)
                .as("what a server answers is yes, or that it cannot now")
                .isSubsetOf(0, 200, 202, 503);
        if (MINORITY.contains(fault))
            assertThat(answers.stream().skip(DECIDED))
                    .as("what a minority answers")
                    .isSubsetOf(0, 503);
        theatre.check(hall.rest());
    }

    /** Lets it happen for so long; answers what the last server said to work meanwhile. */
    private List<Integer> strike(Fault fault, Duration time, Hall hall) {
        Networks networks = theatre.networks().orElseThrow();
        ServerProcess last = theatre.fleet().server(2);
        switch (fault) {
            case SPLIT -> networks.split(List.of(List.of(0, 1), List.of(2)));
            case SHATTERED -> networks.split(List.of(List.of(0), List.of(1), List.of(2)));
            case ONE_WAY -> List.of(0, 1).forEach(it -> networks.cut(2, it));
            case UNPLUGGED -> networks.unplug(2);
            case FROZEN -> last.signal("STOP");
            case FLAPPING -> {}
        }
        List<Integer> answers = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        for (int round = 0; System.nanoTime() < end; round++) {
            if (fault == Fault.FLAPPING && round % 2 == 0) networks.split(List.of(List.of(0, 1), List.of(2)));
            if (fault == Fault.FLAPPING && round % 2 == 1) networks.mend();
            theatre.fleet().tend(shorter(FLAP, Duration.ofNanos(end - System.nanoTime())));
            answers.add(hall.offered(last));
        }
        if (fault == Fault.FROZEN) last.signal("CONT");
        networks.mend();
        return answers;
    }

    private void awaitHeard(Hall hall, long moment) {
        long end = System.nanoTime() + HEARD_WITHIN;
        while (!hall.heardSince(moment)) {
            assertThat(System.nanoTime())
                    .as("a room stays silent: %s", hall.told())
                    .isLessThan(end);
            theatre.fleet().tend(Duration.ofMillis(100));
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static double seconds(long from, long to) {
        return (to - from) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
