/**
 * Sound as samples and as files, and the mouth that goes with it. Whatever an engine answers becomes samples of 16 bits
 * and one channel here; a sound that is passed on is a WAV file unless somebody asks for another encoding.
 */
@NullMarked
package parley.http.sound;

import org.jspecify.annotations.NullMarked;
