/**
 * A user's own access to providers of models. Keys are sealed before an actor hears of them and opened only where they are
 * used, so that no journal, message or answer holds one.
 */
@NullMarked
package parley.engine.connection;

import org.jspecify.annotations.NullMarked;
