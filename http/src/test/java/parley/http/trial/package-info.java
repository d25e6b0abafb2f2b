/** Trials of the whole server as a process: killed, watched and counted from outside. */
@NullMarked
package parley.http.trial;

import org.jspecify.annotations.NullMarked;
