/**
 * Where users offer their agents to each other. An offer is a copy of the agent as it was when it was published, without
 * its maker's connections; who takes it gets an agent of their own that thinks with whatever the server prefers.
 */
@NullMarked
package parley.engine.market;

import org.jspecify.annotations.NullMarked;
