package parley.http.api;

import parley.engine.agent.AgentIndex;
import parley.engine.agent.Agents;
import parley.engine.conversation.ConversationIndex;
import parley.engine.conversation.Conversations;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Statements;
import parley.engine.llm.ChatModels;
import parley.engine.price.Prices;
import parley.engine.recording.Recordings;
import parley.engine.speech.Speaker;
import parley.engine.tool.Toolbox;
import parley.engine.user.Users;

/** Everything of the engine that this dialect speaks with. */
public record Doors(
        Users users,
        Agents agents,
        AgentIndex agentIndex,
        Connected connected,
        Accounts accounts,
        Statements statements,
        Prices prices,
        Conversations conversations,
        ConversationIndex conversationIndex,
        Recordings recordings,
        ChatModels models,
        Speaker speaker,
        Toolbox tools) {}
