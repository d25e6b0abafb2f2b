package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.events;
import static parley.engine.conversation.House.now;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.NotUsed;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.llm.Chunk;
import parley.engine.llm.Usage;

/** A shard moves to another node while its room is in mid-turn. */
class LeavingTest {
    private static final int WORDS = 64;

    @AutoClose
    private final House house = new House();

    @Test
    void a_room_leaves_at_the_end_of_the_sentence_and_goes_on_from_there() {
        var mouth = listens("Ann", "And three.");
        ConversationId room = house.open("moving", "Ann");
        var seen = watched(room);
        now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        says(mouth, "One sentence. ", "Two ");
        awaits(room, "One sentence. ");

        leave(room);
        says(mouth, "sentences. ", "Lost ");

        List<FeedEvent> all = now(seen);
        assertThat(events(all, ConversationEvent.TurnSuperseded.class))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.kept()).isEqualTo("One sentence. Two sentences. ".length());
                    assertThat(it.handedOver()).isTrue();
                    assertThat(it.wasted()).isZero();
                });
        assertThat(events(all, ConversationEvent.SentenceSpoken.class))
                .extracting(ConversationEvent.SentenceSpoken::text)
                .containsExactly("One sentence. ", "Two sentences. ", "And three.");
    }

    @Test
    void a_room_whose_model_cannot_go_on_from_there_ends_its_turn_first() {
        var mouth = listens("Forgetful", "never asked");
        ConversationId room = house.open("staying", "Forgetful");
        var seen = watched(room);
        now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        says(mouth, "One sentence. ", "Two ");
        awaits(room, "One sentence. ");

        leave(room);
        says(mouth, "sentences. ", "Three. ");
        now(mouth).offer(new Chunk.Finished(Chunk.Reason.STOP, new Usage(10, 6, false)));
        now(mouth).complete();

        List<FeedEvent> all = now(seen);
        assertThat(events(all, ConversationEvent.TurnSuperseded.class)).isEmpty();
        assertThat(events(all, ConversationEvent.TurnCompleted.class)).hasSize(1);
        assertThat(now(house.conversations.view(room, ADA)).lines().getLast().text())
                .isEqualTo("One sentence. Two sentences. Three. ");
    }

    @Test
    void a_room_at_rest_leaves_at_once_and_is_as_it_was() {
        ConversationId room = house.talked("resting", 2);
        ConversationView before = now(house.conversations.view(room, ADA));

        leave(room);
        house.awaitGone(room);

        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
        assertThat(now(house.conversations.view(room, ADA)).lines()).isEqualTo(before.lines());
    }

    /** A model that says what the test puts into its mouth once it was asked, and these words when it is asked again. */
    private CompletableFuture<BoundedSourceQueue<Chunk>> listens(String name, String again) {
        CompletableFuture<BoundedSourceQueue<Chunk>> mouth = new CompletableFuture<>();
        AtomicBoolean asked = new AtomicBoolean();
        Source<Chunk, NotUsed> said = Source.<Chunk>queue(WORDS).mapMaterializedValue(it -> {
            mouth.complete(it);
            return NotUsed.getInstance();
        });
        house.models.answers.put(name, _ -> asked.getAndSet(true) ? Scripts.saying(again) : said);
        return mouth;
    }

    private static void says(CompletableFuture<BoundedSourceQueue<Chunk>> mouth, String... words) {
        for (String word : words) now(mouth).offer(new Chunk.Text(word));
    }

    private CompletableFuture<List<FeedEvent>> watched(ConversationId room) {
        return house.conversations
                .watch(room, ADA, Cursor.START)
                .takeWhile(
                        it -> !(it instanceof FeedEvent.Recorded recorded
                                && ConversationTest.chargedTurn(1).test(recorded.event())),
                        true)
                .runWith(Sink.seq(), house.kit.system())
                .toCompletableFuture();
    }

    private void awaits(ConversationId room, String sentence) {
        house.watched(
                room,
                Cursor.START,
                it -> it instanceof ConversationEvent.SentenceSpoken spoken
                        && spoken.text().equals(sentence));
    }

    /** What a shard says to its rooms when it moves; from then on it keeps what is sent to them, which nobody does here. */
    private void leave(ConversationId room) {
        ClusterSharding.get(house.kit.system())
                .entityRefFor(Conversation.KEY, room.value())
                .tell(new ConversationCommand.Leave());
    }
}
