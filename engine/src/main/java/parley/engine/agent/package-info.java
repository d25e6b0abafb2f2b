/** Those who speak: a name, a persona, a model and a voice. */
@NullMarked
package parley.engine.agent;

import org.jspecify.annotations.NullMarked;
