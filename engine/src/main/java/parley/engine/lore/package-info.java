/** Lorebooks: what a world knows, told to a model when the talk comes to it. */
@NullMarked
package parley.engine.lore;

import org.jspecify.annotations.NullMarked;
