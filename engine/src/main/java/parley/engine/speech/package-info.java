/** Words to sound: growing text becomes sentences, sentences become speech. */
@NullMarked
package parley.engine.speech;

import org.jspecify.annotations.NullMarked;
