/** Credits: held before a turn, settled after it, never below zero. */
@NullMarked
package parley.engine.ledger;

import org.jspecify.annotations.NullMarked;
