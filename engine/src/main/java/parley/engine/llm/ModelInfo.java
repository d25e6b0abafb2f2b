package parley.engine.llm;

/**
 * A model on offer.
 *
 * @param label how a person reads it; says so when it is no language model
 * @param prefill whether it can go on from the beginning of an answer
 * @param demo whether it is the scripted demo, which is no language model
 */
public record ModelInfo(ModelRef ref, String label, boolean prefill, boolean demo) {}
