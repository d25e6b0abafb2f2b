/**
 * All voices behind one door. An engine is asked within bounds of its own; where it fails, another one that speaks the
 * language says the sentence, though never one that costs money and was not asked for; where all fail, the sentence
 * stays text. What was said is kept in files, so that hearing it again costs nothing.
 *
 * <p>The language of a sentence is told by its script alone: a library that guesses the language of Latin letters needs
 * more text than a sentence has, and an agent's voice knows its language.
 */
@NullMarked
package parley.http.voice;

import org.jspecify.annotations.NullMarked;
