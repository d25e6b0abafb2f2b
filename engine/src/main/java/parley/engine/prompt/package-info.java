/** What a model is asked: one participant's view of a room, fitted into its model's window. */
@NullMarked
package parley.engine.prompt;

import org.jspecify.annotations.NullMarked;
