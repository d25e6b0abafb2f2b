package parley.persistence.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.engine.cluster.Member;
import parley.engine.cluster.Members;
import parley.engine.cluster.Members.Way;
import parley.engine.cluster.Place;
import parley.engine.kernel.Secret;
import parley.persistence.Store;
import parley.persistence.database.Database;
import parley.persistence.database.DatabaseSettings;

class MemberTableTest {
    private static final Duration STALE = Duration.ofSeconds(10);

    private final Database database = Database.open(
            new DatabaseSettings(Store.POSTGRESQL.freshUrl(), "postgres", new Secret(""), 4, Duration.ofSeconds(30)));
    private final Members members = MemberTable.of(database);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoever_came_first_begins_and_the_others_join_when_it_is_up() {
        Member a = entered("a", "1");
        Member b = entered("b", "1");

        assertThat(now(members.way(b, STALE))).isEqualTo(new Way.Wait());
        assertThat(now(members.way(a, STALE))).isEqualTo(new Way.Begin());
        assertThat(now(members.rise(a, Set.of(a.place()), STALE))).isEmpty();
        assertThat(now(members.way(b, STALE))).isEqualTo(new Way.Join(List.of(new Place("a", 7355))));
    }

    @Test
    void whoever_fell_silent_is_passed_over() throws SQLException {
        Member a = entered("a", "1");
        Member b = entered("b", "1");
        now(members.rise(a, Set.of(a.place()), STALE));

        silence("a");

        assertThat(now(members.live(STALE))).extracting(Member::node).containsExactly("b:7355");
        assertThat(now(members.way(b, STALE))).isEqualTo(new Way.Begin());
    }

    @Test
    void a_node_that_comes_back_is_not_taken_for_what_it_was() {
        Member a = entered("a", "1");
        now(members.rise(a, Set.of(a.place()), STALE));
        Member again = entered("a", "2");

        assertThat(now(members.live(STALE))).singleElement().satisfies(it -> {
            assertThat(it.incarnation()).isEqualTo("2");
            assertThat(it.up()).isFalse();
        });
        assertThat(now(members.beat(a))).isFalse();
        assertThat(now(members.beat(again))).isTrue();
    }

    @Test
    void a_cluster_of_others_is_told_and_keeps_the_database() {
        Member a = entered("a", "1");
        Member b = entered("b", "1");
        Member alone = new Member("laptop:/data", "1", "127.0.0.1:40000", "", false, Duration.ZERO);
        now(members.enter(alone));
        now(members.rise(a, Set.of(a.place()), STALE));

        assertThat(now(members.rise(b, Set.of(b.place()), STALE)))
                .extracting(Member::place)
                .containsExactly("a:7355");
        assertThat(now(members.rise(alone, Set.of(alone.place()), STALE)))
                .extracting(Member::place)
                .containsExactly("a:7355");
        assertThat(now(members.rise(b, Set.of(a.place(), b.place()), STALE))).isEmpty();
    }

    @Test
    void of_many_clusters_at_once_one_gets_the_database() {
        List<Member> all =
                IntStream.range(0, 8).mapToObj(it -> entered("n" + it, "1")).toList();

        List<CompletableFuture<List<Member>>> answers = all.stream()
                .map(it -> CompletableFuture.supplyAsync(() -> now(members.rise(it, Set.of(it.place()), STALE))))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).filter(List::isEmpty))
                .hasSize(1);
        assertThat(now(members.live(STALE)).stream().filter(Member::up)).hasSize(1);
    }

    @Test
    void whoever_leaves_is_gone_and_a_later_life_stays() {
        Member a = entered("a", "1");
        Member again = entered("a", "2");

        now(members.leave(a));
        assertThat(now(members.live(STALE))).hasSize(1);
        now(members.leave(again));
        assertThat(now(members.live(STALE))).isEmpty();
    }

    @Test
    void whoever_comes_back_is_told_how_long_it_was_away_unless_it_had_left() throws SQLException {
        Member a = entered("a", "1");
        silence("a");
        Member again = new Member(a.node(), "2", a.place(), a.cluster(), false, Duration.ZERO);

        assertThat(now(members.enter(again)))
                .hasValueSatisfying(it -> assertThat(it).isBetween(Duration.ofSeconds(11), Duration.ofMinutes(5)));
        now(members.leave(again));
        assertThat(now(members.enter(a))).isEmpty();
    }

    @Test
    void a_beat_brings_back_a_row_that_was_lost() {
        Member a = entered("a", "1");
        now(members.leave(a));

        assertThat(now(members.beat(a))).isTrue();
        assertThat(now(members.live(STALE))).hasSize(1);
    }

    private Member entered(String host, String incarnation) {
        Member member = new Member(host + ":7355", incarnation, host + ":7355", "parley", false, Duration.ZERO);
        now(members.enter(member));
        return member;
    }

    private void silence(String host) throws SQLException {
        database.write(connection -> {
            try (var update = connection.prepareStatement(
                    "UPDATE \"cluster_member\" SET \"beat_at\" = clock_timestamp() - INTERVAL '11 s' WHERE"
                            + " \"node\" = ?")) {
                update.setString(1, host + ":7355");
                return update.executeUpdate();
            }
        });
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
