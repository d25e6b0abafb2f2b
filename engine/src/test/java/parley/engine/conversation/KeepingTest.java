package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;
import static parley.engine.conversation.House.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.apache.pekko.pattern.Patterns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationEvent.LinesAdded;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** A conversation can be shown to others, and filled with what was said elsewhere. */
class KeepingTest {
    private static final UserId BOB = new UserId("bob");
    private static final Instant ONCE = Instant.parse("2025-07-05T10:00:00.250Z");
    private static final List<PastLine> TEA = List.of(
            new PastLine(null, PastLine.PERSON, "Tea or coffee?", ONCE),
            new PastLine(new AgentId("agent-gone"), "Grace", "Tea, always.", ONCE.plusSeconds(1)));

    private static House house;

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void anybody_reads_what_is_shared_and_nobody_writes_it_but_its_owner() {
        ConversationId id = house.open("shared", "Ann", "Bob");
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.shared(id));

        assertThat(now(house.conversations.share(id, ADA, true)).shared()).isTrue();
        now(house.conversations.share(id, ADA, true));
        restarted(id);

        assertThat(now(house.conversations.shared(id)).id()).isEqualTo(id);
        assertThat(house.journal(id))
                .filteredOn(it -> it instanceof ConversationEvent.Shared)
                .hasSize(1);
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.view(id, BOB));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.say(id, BOB, "b1", "Hello", 1, null));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.add(id, BOB, "b1", TEA));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.share(id, BOB, false));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.delete(id, BOB));
    }

    @Test
    void what_is_taken_back_or_deleted_or_forked_is_shared_with_nobody() {
        ConversationId id = house.open("shared-once", "Ann", "Bob");
        now(house.conversations.share(id, ADA, true));
        ConversationId child = ConversationId.fork();
        now(house.conversations.fork(id, ADA, child, house.journal(id).size(), null));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.shared(child));

        now(house.conversations.share(id, ADA, false));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.shared(id));

        now(house.conversations.share(id, ADA, true));
        now(house.conversations.delete(id, ADA));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.shared(id));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.shared(new ConversationId("never-opened")));
    }

    @Test
    void lines_from_elsewhere_are_there_once_and_count_like_any_others() {
        ConversationId id = house.open("brought-in", "Ann", "Bob");
        now(house.conversations.add(id, ADA, "import-1", TEA));
        restarted(id);
        ConversationView again = now(house.conversations.add(id, ADA, "import-1", TEA));

        assertThat(again.lines())
                .extracting(ConversationView.Line::name, ConversationView.Line::text, ConversationView.Line::at)
                .containsExactly(
                        tuple("user", "Tea or coffee?", ONCE), tuple("Grace", "Tea, always.", ONCE.plusSeconds(1)));
        assertThat(again.running()).isFalse();
        List<FeedEvent> seen = house.watched(id, Cursor.START, it -> it instanceof LinesAdded);
        assertThat(House.events(seen, LinesAdded.class)).hasSize(1);

        now(house.conversations.say(id, ADA, "m1", "And now?", 1, null));
        house.watched(id, Cursor.START, it -> it instanceof RoundEnded);
        ConversationId child = ConversationId.fork();
        ConversationView fork =
                now(house.conversations.fork(id, ADA, child, house.journal(id).size(), null));

        assertThat(fork.lines())
                .hasSize(4)
                .first()
                .extracting(ConversationView.Line::text)
                .isEqualTo("Tea or coffee?");
        assertThat(now(house.conversations.verify(id, ADA)).findings()).isEmpty();
        assertThat(house.models.asked)
                .anySatisfy(it -> assertThat(it.toString()).contains("Tea or coffee?", "Tea, always."));
    }

    @Test
    void nothing_is_brought_in_while_a_round_runs() {
        ConversationId id = house.open("busy", "Endless");
        house.models.endless("Endless");
        now(house.conversations.say(id, ADA, "m1", "Hello", 1, null));
        house.watched(id, Cursor.START, it -> it instanceof TurnStarted);

        refused(Refusal.Kind.CONFLICT, () -> house.conversations.add(id, ADA, "late", TEA));
        now(house.conversations.stop(id, ADA));
        assertThat(now(house.conversations.add(id, ADA, "late", TEA)).lines())
                .last()
                .extracting(ConversationView.Line::name)
                .isEqualTo("Grace");
    }

    @Test
    void only_so_much_is_brought_in_at_once() {
        ConversationId id = house.open("much", "Ann", "Bob");
        PastLine tooLong = new PastLine(null, PastLine.PERSON, "x".repeat(50_001), ONCE);
        assertThatThrownBy(() -> house.conversations.add(id, ADA, "k", Collections.nCopies(501, TEA.getFirst())))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> house.conversations.add(id, ADA, "k", List.of(tooLong)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> house.conversations.add(id, ADA, "", TEA)).isInstanceOf(Refusal.class);
        assertThat(now(house.conversations.add(id, ADA, "k", Collections.nCopies(500, TEA.getFirst())))
                        .lines())
                .hasSize(500);
    }

    /** What is asked while the shard still holds the old actor for alive is lost, and asked again. */
    private static void restarted(ConversationId id) {
        house.restart(id);
        now(Patterns.retry(() -> house.conversations.view(id, ADA), 2, Duration.ZERO, house.kit.system()));
    }
}
