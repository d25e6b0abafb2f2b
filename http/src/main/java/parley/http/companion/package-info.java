/**
 * The dialect of the AI Companion: what its page asks, at the addresses of both its servers, told from the same engine.
 * Its page signs nobody in; so whoever comes without a token is a guest, one for each address, where guests are let in.
 */
@NullMarked
package parley.http.companion;

import org.jspecify.annotations.NullMarked;
