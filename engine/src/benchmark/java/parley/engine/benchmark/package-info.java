/** How fast the chunker is. */
@NullMarked
package parley.engine.benchmark;

import org.jspecify.annotations.NullMarked;
