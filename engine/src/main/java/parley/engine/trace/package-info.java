/**
 * What happens to a message, told to whoever traces: from the request over the turn to the provider and the voice. Spans
 * hold names, numbers and ids, and never what anybody said. Who wants no traces has none, at no cost.
 */
@NullMarked
package parley.engine.trace;

import org.jspecify.annotations.NullMarked;
