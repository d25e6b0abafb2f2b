package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;
import static parley.engine.conversation.House.refused;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** The past can be visited, and gone on from. */
class ForkTest {
    @AutoClose
    private static final House house = new House();

    @Test
    void a_fork_at_any_event_shows_what_the_parent_showed_then_and_leaves_it_alone() {
        ConversationId parent = house.talked("parent", 2);
        List<ConversationEvent> before = house.journal(parent);

        for (int at = 1; at <= before.size(); at++) {
            ConversationView then = now(house.conversations.view(parent, ADA, at));
            ConversationId child = ConversationId.fork();
            ConversationView forked = now(house.conversations.fork(parent, ADA, child, at, null));

            assertThat(said(forked)).as("forked at %d", at).isEqualTo(said(then));
            assertThat(forked.participants()).isEqualTo(then.participants());
            assertThat(forked.origin()).isEqualTo(new ConversationView.Origin(parent, at));
            assertThat(forked.running()).isFalse();
        }
        assertThat(house.journal(parent)).isEqualTo(before);
    }

    @Test
    void a_fork_goes_its_own_way_also_after_a_restart_and_can_be_forked_again() {
        ConversationId parent = house.talked("grandparent", 1);
        ConversationId child = ConversationId.fork();
        now(house.conversations.fork(parent, ADA, child, house.journal(parent).size(), "Another way"));
        now(house.conversations.say(child, ADA, "m2", "And you?", 1, null));
        house.watched(child, Cursor.START, it -> it instanceof RoundEnded);
        house.restart(child);
        ConversationId grandchild = ConversationId.fork();
        ConversationView view = now(house.conversations.fork(
                child, ADA, grandchild, house.journal(child).size(), null));

        assertThat(view.title()).isEqualTo("Another way");
        assertThat(view.lines())
                .extracting(ConversationView.Line::text)
                .containsExactly("Hello", "I am Ann. I have spoken.", "And you?", "I am Bob. I have spoken.");
        assertThat(house.texts(parent)).hasSize(2);
        assertThat(now(house.conversations.verify(grandchild, ADA)).findings()).isEmpty();
    }

    @Test
    void a_fork_in_mid_reply_keeps_what_was_said_and_charges_nothing() {
        ConversationId parent = house.talked("mid-reply", 1);
        int first = 1 + position(house.journal(parent), ConversationEvent.SentenceSpoken.class);
        ConversationView fork = now(house.conversations.fork(parent, ADA, ConversationId.fork(), first, null));

        assertThat(fork.lines().getLast().ending()).isEqualTo("cut");
        assertThat(fork.lines().getLast().text()).isEqualTo("I am Ann. ");
    }

    @Test
    void the_same_fork_is_made_once_and_a_strangers_is_not() {
        ConversationId parent = house.talked("asked-twice", 1);
        ConversationId child = ConversationId.fork();
        now(house.conversations.fork(parent, ADA, child, 3, null));
        now(house.conversations.fork(parent, ADA, child, 3, null));

        assertThat(house.journal(child)).hasSize(1);
        refused(Refusal.Kind.CONFLICT, () -> house.conversations.fork(parent, ADA, child, 4, null));
        refused(
                Refusal.Kind.NOT_FOUND,
                () -> house.conversations.fork(parent, new UserId("eve"), ConversationId.fork(), 3, null));
        refused(Refusal.Kind.GONE, () -> house.conversations.fork(parent, ADA, ConversationId.fork(), 999, null));
    }

    @Test
    void a_cursor_ahead_of_the_conversation_is_gone_and_the_nearest_is_named() {
        ConversationId room = house.talked("ahead", 1);
        long last = house.journal(room).size();

        refused(
                Refusal.Kind.GONE,
                () -> house.conversations
                        .watch(room, ADA, new Cursor(last + 5, 0))
                        .runWith(org.apache.pekko.stream.javadsl.Sink.head(), house.kit.system()));
        refused(Refusal.Kind.GONE, () -> house.conversations.view(room, ADA, last + 1));
    }

    @Test
    void a_receipt_rebuilds_the_prompt_that_was_sent_and_proves_it() {
        ConversationId room = house.talked("receipt", 2);
        Receipt receipt = now(house.conversations.receipt(room, ADA, 2));

        assertThat(receipt.name()).isEqualTo("Bob");
        assertThat(receipt.why().policy()).isEqualTo("round-robin");
        assertThat(receipt.text()).isEqualTo("I am Bob. I have spoken.");
        assertThat(receipt.credits()).isNotNull();
        assertThat(receipt.attempts()).singleElement().satisfies(it -> {
            assertThat(it.proven()).isTrue();
            assertThat(house.models.asked).contains(it.prompt());
        });
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.receipt(room, ADA, 3));
    }

    @Test
    void an_audit_finds_nothing_in_what_was_recorded_and_names_what_was_tampered_with() {
        ConversationId room = house.talked("audited", 2);
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
        List<ConversationEvent> events = house.journal(room);

        assertThat(findings(without(events, position(events, ConversationEvent.SentenceSpoken.class))))
                .anyMatch(it -> it.contains("does not join"))
                .anyMatch(it -> it.contains("the text is not the one that was recorded"));
        assertThat(findings(without(events, position(events, TurnStarted.class))))
                .anyMatch(it -> it.contains("is not in mid-air"));
        assertThat(findings(twice(events, position(events, ConversationEvent.TurnCharged.class))))
                .anyMatch(it -> it.contains("is charged already"));
        assertThat(findings(twice(events, position(events, ConversationEvent.RoundEnded.class))))
                .anyMatch(it -> it.contains("no round runs"));
    }

    private static List<String> said(ConversationView view) {
        return view.lines().stream()
                .map(ConversationView.Line::text)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private static List<String> findings(List<ConversationEvent> events) {
        Audit audit = new Audit(Transcript.EMPTY);
        for (int at = 0; at < events.size(); at++) audit.after(at + 1, events.get(at));
        return audit.verified(new ConversationId("tampered"), null).findings();
    }

    private static int position(List<ConversationEvent> events, Class<?> type) {
        return events.indexOf(
                events.stream().filter(type::isInstance).findFirst().orElseThrow());
    }

    private static List<ConversationEvent> without(List<ConversationEvent> events, int at) {
        List<ConversationEvent> rest = new java.util.ArrayList<>(events);
        rest.remove(at);
        return rest;
    }

    private static List<ConversationEvent> twice(List<ConversationEvent> events, int at) {
        List<ConversationEvent> more = new java.util.ArrayList<>(events);
        more.add(at, events.get(at));
        return more;
    }
}
