package parley.persistence.database;

/** The two databases that Parley speaks to; the same SQL runs on both but where this tells them apart. */
public enum Dialect {
    /** Embedded in the process, in a file: one process at a time. */
    H2,
    /** A server of its own: for every deployment of more than one node. */
    POSTGRESQL;

    static Dialect of(String url) {
        if (url.startsWith("jdbc:h2:")) return H2;
        if (url.startsWith("jdbc:postgresql:")) return POSTGRESQL;
        throw new DatabaseUnavailable("parley.database.url must begin with jdbc:h2:, jdbc:postgresql: or postgres://");
    }

    /** Where the migrations of this dialect lie on the class path. */
    String migrations() {
        return this == H2 ? "db/migration/h2" : "db/migration/postgresql";
    }
}
