/**
 * The shelves: the bytes of files on this machine's disk, or in a bucket of a server that speaks S3.
 *
 * <p>Calls that block wait on virtual threads. A file is named by its id, which is made by the engine: nothing that a client
 * sends ever becomes part of a path or a key.
 */
@NullMarked
package parley.persistence.storage;

import org.jspecify.annotations.NullMarked;
