/**
 * MaryTTS inside this process: one English voice, drawn out to five characters. Its jar brings everything; nothing needs
 * to be installed.
 */
@NullMarked
package parley.http.voice.mary;

import org.jspecify.annotations.NullMarked;
