/**
 * The cupboard: files of users. What is known of a file is journaled; its bytes lie in a {@link parley.engine.storage.FileStore}.
 *
 * <p>An upload is recorded before its first byte is stored and a deletion before its bytes are, so that every byte in the
 * store has a record: whatever a crash leaves behind is found by its record and cleared away.
 */
@NullMarked
package parley.engine.storage;

import org.jspecify.annotations.NullMarked;
