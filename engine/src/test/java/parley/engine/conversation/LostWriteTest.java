package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.persistence.testkit.JournalOperation;
import org.apache.pekko.persistence.testkit.ProcessingPolicy;
import org.apache.pekko.persistence.testkit.ProcessingResult;
import org.apache.pekko.persistence.testkit.ProcessingSuccess;
import org.apache.pekko.persistence.testkit.ReadEvents;
import org.apache.pekko.persistence.testkit.StorageFailure;
import org.apache.pekko.persistence.testkit.WriteEvents;
import org.apache.pekko.persistence.testkit.query.javadsl.PersistenceTestKitReadJournal;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.llm.Chunk;

/** The journal is away for so long that a turn's stream gives up before its room is back. */
class LostWriteTest {
    private static final String ROOM = "cut";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @AutoClose
    private final House house = new House(ConversationSettings.from(
            ConfigFactory.parseString("""
                store-within = 2s
                charge-again = 50ms
                read-journal = "%s"
                """.formatted(PersistenceTestKitReadJournal.Identifier()))
                    .withFallback(ConfigFactory.load().getConfig("parley.conversation"))));

    @Test
    void a_turn_goes_on_from_what_was_stored_and_is_not_failed_by_what_is_left_of_its_former_life() {
        AtomicInteger asked = new AtomicInteger();
        house.models.answers.put(
                "Ann",
                _ -> asked.getAndIncrement() == 0
                        ? Source.<Chunk>single(new Chunk.Text("One sentence. ")).concat(lost())
                        : Scripts.saying("And three."));

        now(house.conversations.say(house.open(ROOM, "Ann"), ADA, "m1", "Hello", 1, null));

        house.kit.createTestProbe().awaitAssert(LONGEST, () -> {
            assertThat(stored()).hasAtLeastOneElementOfType(ConversationEvent.TurnCharged.class);
            return null;
        });
        assertThat(stored())
                .hasAtLeastOneElementOfType(ConversationEvent.TurnSuperseded.class)
                .hasAtLeastOneElementOfType(ConversationEvent.TurnCompleted.class)
                .doesNotHaveAnyElementsOfTypes(ConversationEvent.TurnFailed.class);
    }

    private List<Object> stored() {
        return house.journal.persistedInStorage(
                Conversation.persistenceId(new ConversationId(ROOM)).id());
    }

    /** A sentence that the journal does not take. */
    private Source<Chunk, NotUsed> lost() {
        return Source.lazySource(() -> {
                    house.journal.withPolicy(new Away());
                    return Source.<Chunk>from(List.of(new Chunk.Text("A lost one. "), new Chunk.Text("Never. ")))
                            .concat(Source.never());
                })
                .mapMaterializedValue(_ -> NotUsed.getInstance());
    }

    /** Takes no write until the room has tried to read itself a few times, which it does ever more slowly. */
    private static final class Away implements ProcessingPolicy<JournalOperation> {
        private static final int READS = 4;

        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public ProcessingResult tryProcess(String id, JournalOperation operation) {
            boolean away = reads.get() < READS;
            if (operation instanceof ReadEvents) reads.incrementAndGet();
            return away && (operation instanceof ReadEvents || operation instanceof WriteEvents)
                    ? StorageFailure.create()
                    : ProcessingSuccess.getInstance();
        }
    }
}
