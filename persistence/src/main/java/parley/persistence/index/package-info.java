/** The card index: lists of agents and conversations, written with the events they come from, refilled at any time. */
@NullMarked
package parley.persistence.index;

import org.jspecify.annotations.NullMarked;
