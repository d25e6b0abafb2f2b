package parley.engine.storage;

/** What the bytes of a file turned out to be: their kind, how many they are, and their SHA-256 in hex. */
record Content(String mediaType, long size, String sha256) {}
