package parley.engine.verbal;

/** The words for a token, and the place after it. */
record Said(String words, int end) {}
