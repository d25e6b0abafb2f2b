package parley.engine.connection;

import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.engine.llm.ChatModel;

/** Reaches providers by the access of a user. Nothing of it is asked but what is told here. */
public interface Exchange {
    /** The model of an access; where its provider cannot be spoken with, its answers fail with a ModelFailure that says so. */
    ChatModel open(Access access);

    /** The names of the models that the provider lists for this key; fails with a ModelFailure. */
    CompletionStage<List<String>> models(Access access);

    /** Tries an access without any call that costs; never fails. */
    CompletionStage<Trial> trial(Access access);
}
