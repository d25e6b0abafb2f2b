package parley.engine.moderation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Judges sentences before anybody is told of them. Used by many turns at the same time. */
@FunctionalInterface
public interface Moderator {
    /** How much of what was written before a sentence its judge is told at the most, in UTF-16 units. */
    int BEFORE = 1_000;

    /** Nothing stands between a model and its viewers. */
    Moderator NONE = (_, _) -> CompletableFuture.completedFuture(Verdict.allowed());

    /**
     * Judges a sentence. Long sentences come in parts, so what is blocked may have begun in {@code before}: the end of what
     * the model wrote until then, told already or not.
     */
    CompletionStage<Verdict> judge(String sentence, String before);
}
