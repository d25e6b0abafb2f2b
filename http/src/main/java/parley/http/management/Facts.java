package parley.http.management;

import parley.engine.kernel.Message;

/**
 * What a node says of itself.
 *
 * @param uptime since its start, in seconds
 * @param speaking rooms in which somebody speaks
 * @param inMemory rooms that it has in memory
 * @param journalWaiting writes of the journal that wait for a transaction
 */
public record Facts(String version, long uptime, long speaking, long inMemory, long journalWaiting, Pool pool)
        implements Message {
    /** Connections to the database: at work, at rest, wanted by those who wait, and how many there may be. */
    public record Pool(int active, int idle, int waiting, int most) {}
}
