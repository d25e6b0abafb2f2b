/** The living room: who speaks next, what was said, and everybody who watches. */
@NullMarked
package parley.engine.conversation;

import org.jspecify.annotations.NullMarked;
