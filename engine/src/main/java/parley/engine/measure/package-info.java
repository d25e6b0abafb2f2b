/**
 * What a server counts of itself. Each actor system has numbers of its own, so that several servers in one process do not
 * mix; where nobody reads them, nothing is kept. Labels are few and bounded, and never name a user or a room.
 */
@NullMarked
package parley.engine.measure;

import org.jspecify.annotations.NullMarked;
