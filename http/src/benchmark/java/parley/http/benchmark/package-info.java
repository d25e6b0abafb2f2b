/** What a token costs on its way from a model to a viewer, beside what a user would write instead. */
@NullMarked
package parley.http.benchmark;

import org.jspecify.annotations.NullMarked;
