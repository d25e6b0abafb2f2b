/**
 * What a model is asked: one participant's view of a room, fitted into its model's window.
 *
 * <p>The number of a wording stands for all that makes a prompt: the words, the shares of the budget and the way of
 * counting tokens. Whoever changes any of them gives the next number and keeps the old one as it is, because a prompt
 * that was sent is never stored: it is made again from the journal.
 */
@NullMarked
package parley.engine.prompt;

import org.jspecify.annotations.NullMarked;
