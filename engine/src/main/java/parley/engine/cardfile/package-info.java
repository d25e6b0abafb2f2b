/**
 * The files that character cards come in and go out as: PNG, APNG, JSON, CHARX and the archives of others. Readers trust
 * nothing: every length, count, depth and ratio is bounded.
 */
@NullMarked
package parley.engine.cardfile;

import org.jspecify.annotations.NullMarked;
