/** Files on their way in and out, for every dialect: as streams, in pieces, and so that no browser runs what is in them. */
@NullMarked
package parley.http.file;

import org.jspecify.annotations.NullMarked;
