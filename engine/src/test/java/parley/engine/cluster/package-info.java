/** Tests of clusters. */
@NullMarked
package parley.engine.cluster;

import org.jspecify.annotations.NullMarked;
