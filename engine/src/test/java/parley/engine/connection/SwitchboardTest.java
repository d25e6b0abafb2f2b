package parley.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.INVALID;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.connection.SwitchboardCommand.Fetched;
import parley.engine.connection.SwitchboardCommand.Older;
import parley.engine.connection.SwitchboardEvent.Added;
import parley.engine.connection.SwitchboardEvent.Changed;
import parley.engine.connection.SwitchboardEvent.KeyChanged;
import parley.engine.connection.SwitchboardEvent.Removed;
import parley.engine.connection.SwitchboardEvent.Resealed;
import parley.engine.kernel.Scenario;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.safe.Sealed;

class SwitchboardTest {
    private static final UserId ADA = new UserId("ada");
    private static final ConnectionId ONE = new ConnectionId("connection-1");
    private static final ConnectionId TWO = new ConnectionId("connection-2");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Sealed OLD = new Sealed("old", "c2VhbGVk");
    private static final Sealed NEW = new Sealed("new", "c2VhbGVkIGFuZXc=");
    private static final Wiring HOME = wiring("Home", "openai");
    private static final Wiring WORK = wiring("Work", "openai");
    private static final Added ADDED = new Added(ONE, HOME, OLD, true, NOON);
    private static final Added SECOND = new Added(TWO, WORK, null, false, NOON);

    @RegisterExtension
    static final Scenario<SwitchboardCommand, SwitchboardEvent, ConnectionProfile> board =
            Scenario.of(SwitchboardTest::actor);

    @RegisterExtension
    static final Scenario<SwitchboardCommand, SwitchboardEvent, Fetched> fetching = Scenario.of(SwitchboardTest::actor);

    @RegisterExtension
    static final Scenario<SwitchboardCommand, SwitchboardEvent, Older> seeking = Scenario.of(SwitchboardTest::actor);

    private static Behavior<SwitchboardCommand> actor(ActorRef<ShardCommand> shard) {
        return Switchboard.create(
                ADA,
                shard,
                ConnectionSettings.from(ConfigFactory.load().getConfig("parley.connections"))
                        .entity());
    }

    private static Wiring wiring(String name, String provider) {
        return new Wiring(name, "", provider, "gpt-4o-mini", null, true);
    }

    private static ConnectionProfile profile(
            ConnectionId id, Wiring wiring, boolean hasKey, boolean preferred, Instant updatedAt) {
        return new ConnectionProfile(id, ADA, wiring, hasKey, preferred, NOON, updatedAt);
    }

    private static ConnectionChange change(
            @Nullable String name, @Nullable String provider, @Nullable Boolean preferred) {
        return new ConnectionChange(name, null, provider, null, false, null, null, preferred);
    }

    @Test
    void the_first_connection_to_a_provider_is_preferred_and_the_next_one_is_not() {
        board.given()
                .when(to -> new SwitchboardCommand.Add(ONE, HOME, OLD, false, NOON, to))
                .then(ADDED)
                .replies(profile(ONE, HOME, true, true, NOON));
        board.given(ADDED)
                .when(to -> new SwitchboardCommand.Add(TWO, WORK, null, false, NOON, to))
                .then(SECOND)
                .replies(profile(TWO, WORK, false, false, NOON));
        board.given(ADDED)
                .when(to -> new SwitchboardCommand.Add(TWO, wiring("Groq", "groq"), null, false, NOON, to))
                .then(new Added(TWO, wiring("Groq", "groq"), null, true, NOON));
    }

    @Test
    void whoever_becomes_preferred_takes_the_place_of_the_one_before() {
        Changed changed = new Changed(TWO, WORK, true, LATER);
        board.given(ADDED, SECOND)
                .when(to -> new SwitchboardCommand.Change(TWO, change(null, null, true), null, LATER, to))
                .then(changed)
                .replies(profile(TWO, WORK, false, true, LATER));
        board.given(ADDED, SECOND, changed)
                .when(to -> new SwitchboardCommand.Show(ONE, to))
                .then()
                .replies(profile(ONE, HOME, true, false, NOON));
    }

    @Test
    void a_connection_that_goes_over_to_another_provider_is_preferred_there_only_where_nobody_is() {
        board.given(ADDED, SECOND)
                .when(to -> new SwitchboardCommand.Change(ONE, change(null, "groq", null), null, LATER, to))
                .then(new Changed(ONE, wiring("Home", "groq"), true, LATER));
        board.given(ADDED, new Added(TWO, wiring("Groq", "groq"), null, true, NOON))
                .when(to -> new SwitchboardCommand.Change(ONE, change(null, "groq", null), null, LATER, to))
                .then(new Changed(ONE, wiring("Home", "groq"), false, LATER));
    }

    @Test
    void is_added_once_however_often_it_is_asked() {
        board.given(ADDED)
                .when(to -> new SwitchboardCommand.Add(ONE, HOME, NEW, false, LATER, to))
                .then()
                .replies(profile(ONE, HOME, true, true, NOON));
        board.given(ADDED)
                .when(to -> new SwitchboardCommand.Add(ONE, WORK, NEW, false, LATER, to))
                .refuses(CONFLICT);
    }

    @Test
    void a_name_is_given_once() {
        board.given(ADDED)
                .when(to -> new SwitchboardCommand.Add(TWO, HOME, null, false, NOON, to))
                .refuses(CONFLICT, "A connection with this name already exists");
        board.given(ADDED, SECOND)
                .when(to -> new SwitchboardCommand.Change(TWO, change("Home", null, null), null, LATER, to))
                .refuses(CONFLICT, "A connection with this name already exists");
    }

    @Test
    void there_are_at_most_a_hundred() {
        SwitchboardEvent[] hundred = IntStream.range(0, 100)
                .mapToObj(n ->
                        new Added(new ConnectionId("connection-" + n), wiring("n" + n, "openai"), null, false, NOON))
                .toArray(SwitchboardEvent[]::new);
        board.given(hundred)
                .when(to -> new SwitchboardCommand.Add(new ConnectionId("more"), HOME, null, false, NOON, to))
                .refuses(CONFLICT, "there may be at most 100 connections");
    }

    @Test
    void a_new_key_is_an_event_of_its_own_and_no_key_leaves_the_old_one() {
        board.given(ADDED)
                .when(to -> new SwitchboardCommand.Change(ONE, change("Den", null, null), NEW, LATER, to))
                .then(new Changed(ONE, wiring("Den", "openai"), true, LATER), new KeyChanged(ONE, NEW, LATER))
                .replies(profile(ONE, wiring("Den", "openai"), true, true, LATER));
        board.given(ADDED)
                .when(to -> new SwitchboardCommand.Change(ONE, change(null, null, null), null, LATER, to))
                .then()
                .replies(profile(ONE, HOME, true, true, NOON));
        fetching.given(ADDED, new Changed(ONE, WORK, true, LATER))
                .when(to -> new SwitchboardCommand.Fetch(ONE, to))
                .then()
                .replies(new Fetched(profile(ONE, WORK, true, true, LATER), OLD));
    }

    @Test
    void a_change_that_makes_no_sense_is_refused_and_changes_nothing() {
        board.given(ADDED)
                .when(to -> new SwitchboardCommand.Change(ONE, change("n".repeat(101), null, null), NEW, LATER, to))
                .refuses(INVALID, "a connection's name must be 1 to 100 characters");
    }

    @Test
    void is_gone_once_it_is_removed() {
        board.given(ADDED)
                .when(to -> new SwitchboardCommand.Remove(ONE, LATER, to))
                .then(new Removed(ONE, LATER))
                .replies(profile(ONE, HOME, true, true, NOON));
        board.given(ADDED, new Removed(ONE, LATER))
                .when(to -> new SwitchboardCommand.Show(ONE, to))
                .refuses(NOT_FOUND, "there is no such connection");
        board.given().when(to -> new SwitchboardCommand.Remove(ONE, LATER, to)).refuses(NOT_FOUND);
    }

    @Test
    void keys_of_another_master_key_are_found_and_sealed_anew_once() {
        seeking.given(ADDED, SECOND)
                .when(to -> new SwitchboardCommand.FetchOlder("new", to))
                .then()
                .replies(new Older(List.of(new Fetched(profile(ONE, HOME, true, true, NOON), OLD))));
        board.given(ADDED)
                .when(to -> new SwitchboardCommand.Reseal(ONE, OLD, NEW, LATER, to))
                .then(new Resealed(ONE, NEW, LATER))
                .replies(profile(ONE, HOME, true, true, NOON));
        board.given(ADDED, new Resealed(ONE, NEW, LATER))
                .when(to -> new SwitchboardCommand.Reseal(ONE, OLD, NEW, LATER, to))
                .then()
                .replies(profile(ONE, HOME, true, true, NOON));
        seeking.given(ADDED, new Resealed(ONE, NEW, LATER))
                .when(to -> new SwitchboardCommand.FetchOlder("new", to))
                .then()
                .replies(new Older(List.of()));
    }

    @Test
    void an_address_that_hides_a_password_or_a_question_is_none() {
        for (String strange : new String[] {
            "ftp://models.example",
            "http://me:secret@models.example",
            "https://models.example/v1?a=b",
            "https://models.example/#x",
            "models.example/v1",
            "https:///v1",
            "https://a b",
            "file:///etc/passwd"
        }) assertThatThrownBy(() -> Wiring.address(strange)).as(strange).hasMessageContaining("a base URL is");
        assertThat(Wiring.address(" https://models.example:8443/v1 "))
                .isEqualTo(URI.create("https://models.example:8443/v1"));
    }

    @Test
    void a_model_behind_a_connection_has_a_name_that_is_read_again() {
        ConnectedModel own = new ConnectedModel(ONE, null);
        ConnectedModel other = new ConnectedModel(ONE, "meta/llama:8b");
        assertThat(own.ref().toString()).isEqualTo("connection/connection-1");
        assertThat(other.ref().toString()).isEqualTo("connection/connection-1/meta/llama:8b");
        assertThat(ConnectedModel.in(own.ref())).contains(own);
        assertThat(ConnectedModel.in(other.ref())).contains(other);
        assertThat(ConnectedModel.in(ModelRef.DEFAULT)).isEmpty();
    }

    @Test
    void asks_its_shard_to_let_it_go_when_it_was_idle() {
        board.given(ADDED).told(new SwitchboardCommand.Idle());
        assertThat(board.askedOfTheShard()).isInstanceOf(ClusterSharding.Passivate.class);
    }
}
