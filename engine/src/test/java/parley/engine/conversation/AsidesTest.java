package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.llm.Chunk;

/** What viewers are told that is no part of a reply: its place in a queue, and what its model thinks to itself. */
class AsidesTest {
    @AutoClose
    private final House house = new House();

    private final CompletableFuture<Chunk> placed = new CompletableFuture<>();

    @Test
    void viewers_are_told_the_place_and_the_thoughts_of_a_turn_and_nobody_keeps_them() {
        waitsAndThinks();
        ConversationId room = house.open("asides", "Ann");
        Accepted said = now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        assertThat(firstAside(room, said.cursor())).isInstanceOf(FeedEvent.Waiting.class);
        CompletionStage<List<FeedEvent>> watched = house.conversations
                .watch(room, ADA, said.cursor())
                .map(it -> {
                    if (it instanceof FeedEvent.Waiting waiting && waiting.position() == 2)
                        placed.complete(new Chunk.Waiting(0));
                    return it;
                })
                .takeWhile(it -> !(it instanceof FeedEvent.Recorded(var _, ConversationEvent.RoundEnded _)), true)
                .runWith(Sink.seq(), house.kit.system());
        List<FeedEvent> seen = now(watched);

        assertThat(seen)
                .filteredOn(it -> it instanceof FeedEvent.Waiting)
                .extracting(it -> ((FeedEvent.Waiting) it).position())
                .containsExactly(2, 0);
        assertThat(seen)
                .filteredOn(it -> it instanceof FeedEvent.Thinking)
                .singleElement()
                .satisfies(it -> {
                    FeedEvent.Thinking thought = (FeedEvent.Thinking) it;
                    assertThat(thought.text()).isEqualTo("What do they want?");
                    assertThat(thought.turn()).isEqualTo(1);
                    assertThat(thought.attempt()).isEqualTo(1);
                });
        assertThat(seen)
                .extracting(FeedEvent::cursor)
                .isSortedAccordingTo(Comparator.comparingLong(Cursor::sequence).thenComparingInt(Cursor::offset));
        assertThat(house.texts(room)).endsWith("I am here.");
        assertThat(house.journal(room).toString()).doesNotContain("What do they want");
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
    }

    @Test
    void a_stop_in_the_queue_ends_the_turn_at_once_and_costs_nothing() {
        waitsAndThinks();
        ConversationId room = house.open("stopped", "Ann");
        Accepted said = now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        assertThat(firstAside(room, said.cursor())).isInstanceOf(FeedEvent.Waiting.class);
        now(house.conversations.stop(room, ADA));

        assertThat(house.journal(room, ConversationEvent.TurnStopped.class))
                .singleElement()
                .satisfies(it -> assertThat(it.credits()).isZero());
        assertThat(placed.isDone()).isFalse();
    }

    /** Whoever comes while a turn waits is told of its place. */
    private FeedEvent firstAside(ConversationId room, Cursor after) {
        return now(house.conversations
                .watch(room, ADA, after)
                .filter(it -> !(it instanceof FeedEvent.Recorded))
                .runWith(Sink.head(), house.kit.system()));
    }

    private void waitsAndThinks() {
        house.models.answers.put(
                "Ann",
                _ -> Source.<Chunk>single(new Chunk.Waiting(2))
                        .concat(Source.completionStage(placed))
                        .concat(Source.from(
                                List.of((Chunk) new Chunk.Thought("What do they want?"), new Chunk.Text("I am here."))))
                        .concat(Scripts.saying()));
    }
}
