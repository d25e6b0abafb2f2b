/**
 * How several servers become one: joining, being seen, and taking up what a lost server had under way. One server alone
 * goes the same way, as a cluster of one.
 *
 * <p>A server that was killed and is started again at once waits before it joins: until the others have given its places
 * to each other. Some of them would take the new one for the lost one, which has the same address, and what they then send
 * to actors of the lost one arrives nowhere, with nobody to tell them.
 */
@NullMarked
package parley.engine.cluster;

import org.jspecify.annotations.NullMarked;
