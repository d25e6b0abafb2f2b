/**
 * The reading room: tells what kind of file something is, and reads the text out of documents.
 *
 * <p>PDF is read in a process of its own with little memory: no document can take more than that from the server, and one
 * that takes too long is ended with it.
 */
@NullMarked
package parley.http.document;

import org.jspecify.annotations.NullMarked;
