/**
 * What a model is asked: one participant's view of a room, fitted into its model's window.
 *
 * <p>The number of a wording stands for all that makes a prompt: the words, the shares of the budget and the way of
 * counting tokens. Whoever changes any of them gives the next number and keeps the old one as it is, because a prompt
 * that was sent is never stored: it is made again from the journal.
 *
 * <p>A character out of a card is told as applications for cards tell it, and its card's order replaces this server's. Two
 * things are told otherwise than there, because wires may know two roles only: what stands among the lines in nobody's
 * name is put into square brackets, and what a character is to begin its answer with is a line of its own at the end, as a
 * prompt's prefill is what this very answer has said already.
 */
@NullMarked
package parley.engine.prompt;

import org.jspecify.annotations.NullMarked;
