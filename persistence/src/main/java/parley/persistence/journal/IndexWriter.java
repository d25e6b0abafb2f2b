package parley.persistence.journal;

import java.util.List;

/** Keeps one list up to date from the events of one kind of actor. Listed by class name in {@code parley.journal.index}. */
public interface IndexWriter {
    /** The actors that it listens to: what stands before the bar in their persistence ids, {@code Agent} for instance. */
    String kind();

    /** The tables that it fills and nobody else does; they are emptied before a rebuild. */
    List<String> tables();

    /** Starts what is to be written in one transaction. */
    IndexBatch batch();
}
