/**
 * How several servers become one: joining, being seen, and taking up what a lost server had under way. One server alone
 * goes the same way, as a cluster of one.
 */
@NullMarked
package parley.engine.cluster;

import org.jspecify.annotations.NullMarked;
