/**
 * Voices of other servers: the OpenAI wire, which many local servers speak as well, ElevenLabs, and the AI Companion's
 * own speech server. Each is asked for raw samples where it can give them, because those need no decoder.
 */
@NullMarked
package parley.http.voice.remote;

import org.jspecify.annotations.NullMarked;
