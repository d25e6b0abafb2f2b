/** Reaching providers without harm: retries, limits with a fair queue, circuit breakers. */
@NullMarked
package parley.engine.upstream;

import org.jspecify.annotations.NullMarked;
