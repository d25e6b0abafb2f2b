package de.dfki.lt.tools.tokenizer.annotate;

import org.jspecify.annotations.Nullable;

/** A text with notes on stretches of it, read through an index that the reader moves. */
public interface AnnotatedString {
    /** Moves to a place and tells the character there, {@link java.text.CharacterIterator#DONE} past the end. */
    char setIndex(int index);

    /** The note under this key at the index, null where there is none. */
    @Nullable
    Object getAnnotation(String key);

    /** Where the noted stretch around the index begins. */
    int getRunStart(String key);

    /** Where the noted stretch around the index, or the gap it lies in, ends. */
    int getRunLimit(String key);

    String substring(int begin, int end);
}
