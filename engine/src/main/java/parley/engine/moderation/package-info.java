/**
 * What may not be said: a sentence that a model wrote goes in, a verdict comes out. Words are matched whole and to the
 * letter, but for case, width and what nobody sees; letters that only look like others are other letters, so that no
 * harmless word is taken for a bad one.
 */
@NullMarked
package parley.engine.moderation;

import org.jspecify.annotations.NullMarked;
