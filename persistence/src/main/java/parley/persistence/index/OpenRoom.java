package parley.persistence.index;

import java.time.Instant;

/**
 * A conversation in whose round something is still to be said.
 *
 * @param turns how many turns were completed there until now
 * @param changedAt when anything was stored of it the last time
 */
public record OpenRoom(String id, int turns, Instant changedAt) {}
