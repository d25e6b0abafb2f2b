/** What models cost, in credits: a versioned list that every turn can name its row of. */
@NullMarked
package parley.engine.price;

import org.jspecify.annotations.NullMarked;
