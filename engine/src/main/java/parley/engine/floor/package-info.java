/** Who has the floor next, and when a round has had enough: pure rules over what was said, chosen for each room. */
@NullMarked
package parley.engine.floor;

import org.jspecify.annotations.NullMarked;
