/**
 * Characters out of card files, for every dialect: a card becomes an agent whose persona it is, its picture and the file
 * that it came in stay among its owner's files, and whatever goes wrong on the way leaves nothing behind. Characters are
 * known by UUIDs, as clients of the Companion expect it; the same card of the same owner is kept once.
 */
@NullMarked
package parley.http.character;

import org.jspecify.annotations.NullMarked;
