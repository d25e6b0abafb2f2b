package parley.http.chatsparty;

import org.jspecify.annotations.Nullable;

/** A file that comes with a message, as the text that was read out of it before. */
record Attachment(
        @Nullable String filename,
        @Nullable String content,
        @Nullable String fileType) {}
