package parley.engine.moderation;

/** What a moderator says of a sentence. */
public sealed interface Verdict {
    /** It may be told. */
    record Allowed() implements Verdict {}

    /** It may not. The rule's name is journaled and shown to viewers: it says nothing of the sentence itself. */
    record Blocked(String rule) implements Verdict {}

    static Verdict allowed() {
        return new Allowed();
    }
}
