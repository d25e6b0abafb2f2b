package parley.engine.conversation;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** What the journal holds of a conversation. */
final class History {
    private final ActorSystem<?> system;
    private final CurrentEventsByPersistenceIdQuery journal;

    History(ActorSystem<?> system, String plugin) {
        this.system = system;
        this.journal = PersistenceQuery.get(system).getReadJournalFor(CurrentEventsByPersistenceIdQuery.class, plugin);
    }

    /** Everything recorded after a cursor, oldest first, up to and including an event. */
    Source<FeedEvent.Recorded, NotUsed> after(ConversationId id, Cursor cursor, long to) {
        return events(id, cursor.sequence() + 1, to)
                .statefulMap(
                        () -> new Position(cursor),
                        (position, envelope) -> {
                            FeedEvent.Recorded recorded = recorded(position, envelope);
                            return org.apache.pekko.japi.Pair.create(new Position(recorded.cursor()), recorded);
                        },
                        _ -> java.util.Optional.empty());
    }

    /** At most {@code most} events of the journal from one sequence number to another, both included. */
    CompletionStage<List<EventEnvelope>> page(ConversationId id, long from, long to, int most) {
        return events(id, from, Math.min(to, from + most - 1)).runWith(Sink.seq(), system);
    }

    static FeedEvent.Recorded recorded(Position position, EventEnvelope envelope) {
        ConversationEvent event = (ConversationEvent) envelope.event();
        return new FeedEvent.Recorded(position.after(envelope.sequenceNr(), event), event);
    }

    /** The events of the journal from one sequence number to another, both included. */
    Source<EventEnvelope, NotUsed> events(ConversationId id, long from, long to) {
        return journal.currentEventsByPersistenceId(
                Conversation.persistenceId(id).id(), from, to);
    }
}
