/** The macros of character cards: names, chance and time in a text, filled in in one pass. */
@NullMarked
package parley.engine.macro;

import org.jspecify.annotations.NullMarked;
