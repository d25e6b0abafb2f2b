package parley.persistence.journal;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row of the journal together with the event that it holds. */
record EventRow(
        String persistenceId,
        long sequenceNumber,
        String writer,
        long timestamp,
        String manifest,
        Written payload,
        @Nullable Written metadata,
        Set<String> tags,
        Object event) {}
