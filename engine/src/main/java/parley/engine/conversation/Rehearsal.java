package parley.engine.conversation;

import parley.engine.agent.AgentId;
import parley.engine.llm.ModelRef;
import parley.engine.prompt.Written;

/**
 * What a turn's model is asked, with all that it came from: the coming turn's, were it to begin now, or a past one's.
 *
 * @param context the model's window in tokens, as far as a turn may fill it
 * @param answer the longest answer in tokens
 * @param input the prompt's tokens
 */
public record Rehearsal(
        int turn, AgentId speaker, String name, ModelRef model, int context, int answer, long input, Written written) {}
