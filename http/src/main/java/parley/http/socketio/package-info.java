/**
 * Socket.IO 4 over Engine.IO 4 on the server's own port, by long polling and by WebSocket, as its official clients speak
 * it. The namespace {@code /} alone is served; packets with binary attachments are refused.
 */
@NullMarked
package parley.http.socketio;

import org.jspecify.annotations.NullMarked;
