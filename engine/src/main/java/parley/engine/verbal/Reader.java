package parley.engine.verbal;

import java.util.Optional;

/** Knows one kind of token. */
@FunctionalInterface
interface Reader {
    /** What a token that begins at that place is in words; empty where none of this kind begins there. */
    Optional<Said> read(String text, int place);
}
