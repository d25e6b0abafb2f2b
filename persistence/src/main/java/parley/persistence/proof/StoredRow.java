package parley.persistence.proof;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One row of the journal as it is stored.
 *
 * @param id of the account or conversation
 * @param line what the statement shows of it, where it shows anything
 * @param state the snapshot that was taken after this event, where there is one
 */
record StoredRow(
        String id,
        long sequence,
        String type,
        JsonNode data,
        @Nullable Line line,
        @Nullable String stateType,
        @Nullable JsonNode state) {}
