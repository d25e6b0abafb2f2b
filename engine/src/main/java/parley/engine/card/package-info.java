/** Character cards: who a character is, as the formats of versions 1 to 3 tell it, kept to the letter. */
@NullMarked
package parley.engine.card;

import org.jspecify.annotations.NullMarked;
