/**
 * A user's own access to providers of voices, kept as their connections to models are: a key is sealed before an actor
 * hears of it and opened only where it is used.
 */
@NullMarked
package parley.engine.voicing;

import org.jspecify.annotations.NullMarked;
