/**
 * The dialect of ChatsParty, both eras of its servers at once: one more projection of the same engine. Answers hold the
 * keys of all its clients side by side, so that none has to be told from another; requests are read in either spelling.
 * Everything is mounted twice, at the root and below {@code /api}, as some clients look here and some there.
 */
@NullMarked
package parley.http.chatsparty;

import org.jspecify.annotations.NullMarked;
