/** People: who they are and how they prove it. */
@NullMarked
package parley.engine.user;

import org.jspecify.annotations.NullMarked;
