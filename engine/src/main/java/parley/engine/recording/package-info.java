/**
 * Conversations as something to keep: one sound file with chapters, and captions. Both are laid out by the same {@link
 * parley.engine.recording.Timeline}, so that they fit together. A recording holds the chosen branch as it was when it was
 * ordered; only agents with a voice are heard. A conversation's captions take the lengths of its sentences from the journal
 * and estimate those that it does not tell; a recording's own captions are exact.
 */
@NullMarked
package parley.engine.recording;

import org.jspecify.annotations.NullMarked;
