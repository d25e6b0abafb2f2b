/** Tools of other programs, by the Model Context Protocol. */
@NullMarked
package parley.http.tool;

import org.jspecify.annotations.NullMarked;
