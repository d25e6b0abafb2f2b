/**
 * Voices of programs that are installed on this machine: espeak-ng, flite and Piper. They are looked for once, at the
 * start, on the path; one that is not there is not offered. Text goes in by the standard input, never by a shell, and a
 * program that nobody waits for any more is killed.
 */
@NullMarked
package parley.http.voice.program;

import org.jspecify.annotations.NullMarked;
