package parley.engine.conversation;

import parley.engine.llm.Prompt;

/** How a turn goes on after its model wanted tools. */
sealed interface Onward {
    /** The model is asked again. */
    record Ask(Prompt prompt) implements Onward {}

    /** The model has had its steps: what it said is its whole answer. */
    record Enough() implements Onward {}

    /** The turn ends where it is, as was said elsewhere. */
    record Over() implements Onward {}

    /** The turn ends where it is, and its round goes on. */
    record Hush(String reason) implements Onward {}
}
