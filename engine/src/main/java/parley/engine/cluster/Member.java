package parley.engine.cluster;

import java.time.Duration;

/**
 * What the table of members says of a live node.
 *
 * @param node who it is, the same after a restart of the same installation
 * @param incarnation which of its lives this is
 * @param place where it is reached, {@code host:port}
 * @param cluster what its cluster is called; empty for a node that is alone
 * @param up whether it belongs to a cluster, or is one, and does not only want to
 * @param silent how long ago it said so
 */
public record Member(String node, String incarnation, String place, String cluster, boolean up, Duration silent) {}
