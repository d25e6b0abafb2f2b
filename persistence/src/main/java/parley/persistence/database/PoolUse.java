package parley.persistence.database;

/** How the connections of a pool are used: at work, at rest, wanted by those who wait, and how many there may be. */
public record PoolUse(int active, int idle, int waiting, int most) {}
