/**
 * Moving: from the two earlier servers of ChatsParty to this one, and the way back.
 *
 * <p>Whatever a source is, it is read as rows of loosely named fields in the order of their owners, never as a whole; each
 * is carried to the engine by a step that can be repeated. So a move that was cut off is simply made again.
 */
@NullMarked
package parley.http.migration;

import org.jspecify.annotations.NullMarked;
