package parley.engine.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.events;
import static parley.engine.conversation.House.now;

import com.typesafe.config.ConfigFactory;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import parley.engine.conversation.ConversationEvent.SentenceSpoken;
import parley.engine.kernel.JournalJson;
import parley.engine.moderation.Moderation;
import parley.engine.moderation.ModerationSettings;

/** A house whose sentences are judged, and what can be seen of them from everywhere. */
final class Gatehouse implements AutoCloseable {
    static final String RUDE = "You gadzooks! ";
    final House house;

    Gatehouse(Moderation moderation) {
        house = new House(moderation);
    }

    @Override
    public void close() {
        house.close();
    }

    static Moderation words(String after) {
        return Moderation.of(
                ModerationSettings.from(ConfigFactory.parseString("{ blocked = [gadzooks], words-file = \"\", after = "
                        + after + ", within = 5s, otherwise = block, at-once = 4 }")));
    }

    ConversationId aloud(String id, String... names) {
        ConversationId room = new ConversationId(id);
        now(house.conversations.open(
                room,
                ADA,
                "A room",
                List.of(names).stream().map(it -> House.seat(it, House.ALOUD)).toList(),
                Rules.USUAL));
        return room;
    }

    List<FeedEvent> heard(ConversationId room, int turns) {
        now(house.conversations.say(room, ADA, "m1", "Hello", turns, null));
        return house.watched(room, Cursor.START, ConversationTest.chargedTurn(turns));
    }

    static List<String> deltas(List<FeedEvent> seen) {
        return seen.stream()
                .filter(it -> it instanceof FeedEvent.Delta)
                .map(it -> ((FeedEvent.Delta) it).text())
                .toList();
    }

    static List<String> sentences(List<FeedEvent> seen, int turn) {
        return events(seen, SentenceSpoken.class).stream()
                .filter(it -> it.turn() == turn)
                .map(it -> it.index() + "@" + it.start() + it.text())
                .toList();
    }

    /** Every event as its row holds it. */
    String rows(ConversationId room) {
        StringBuilder rows = new StringBuilder();
        for (Object event : house.journal.persistedInStorage(
                Conversation.persistenceId(room).id()))
            rows.append(new String(JournalJson.write((ConversationEvent) event), UTF_8))
                    .append('\n');
        return rows.toString();
    }

    <T extends ConversationEvent> T stored(ConversationId room, Class<T> type) {
        return house.journal.persistedInStorage(Conversation.persistenceId(room).id()).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Two ways to one number: what viewers are shown, and what the verification says they are. */
    void holds(ConversationId room) throws Exception {
        MessageDigest stream = MessageDigest.getInstance("SHA-256");
        now(house.conversations
                .history(room, Cursor.START)
                .runForeach(
                        it -> {
                            String name = JournalJson.name(it.event().getClass());
                            stream.update((it.cursor() + " " + name + " ").getBytes(UTF_8));
                            stream.update(JournalJson.write(it.event()));
                        },
                        house.kit.system()));
        Verification verified = now(house.conversations.verify(room, ADA));
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.stream()).isEqualTo(HexFormat.of().formatHex(stream.digest()));
    }
}
