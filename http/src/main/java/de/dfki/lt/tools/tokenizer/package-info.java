/**
 * The tokenizer that MaryTTS asks for by this name. Its own one is in no public registry, and nothing else of it is
 * called, so these few types of ours stand in its place: a text goes in, its words and sentence borders come out.
 */
@NullMarked
package de.dfki.lt.tools.tokenizer;

import org.jspecify.annotations.NullMarked;
