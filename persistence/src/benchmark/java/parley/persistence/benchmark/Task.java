package parley.persistence.benchmark;

/** What a lane does in one round. */
enum Task {
    ONE("1 actor", 1, 600),
    TWENTY("20 actors", 20, 8_000),
    CROWD("1000 actors", 1000, 40_000),
    REPLAY("replay", 1000, 0);

    private static final int SLOW = 4;

    final String label;
    final int actors;
    private final int events;

    Task(String label, int actors, int events) {
        this.label = label;
        this.actors = actors;
        this.events = events;
    }

    int events(Contender contender) {
        return this == CROWD && contender.tagged ? events / SLOW : events;
    }
}
