package parley.engine.storage;

import parley.engine.kernel.Message;

/** How much somebody has stored, and how much that may become. */
public record FileUsage(long bytes, int files, long mostBytes, int mostFiles) implements Message {}
