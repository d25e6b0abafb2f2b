package parley.http.companion;

import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.agent.AgentIndex;
import parley.engine.agent.Agents;
import parley.engine.conversation.ConversationIndex;
import parley.engine.conversation.Conversations;
import parley.engine.ledger.Accounts;
import parley.engine.llm.ChatModels;
import parley.engine.speech.Speaker;
import parley.engine.storage.FileIndex;
import parley.engine.storage.Files;
import parley.engine.storage.MediaTypes;
import parley.engine.user.Users;
import parley.http.character.Gallery;
import parley.http.edge.Keyring;
import parley.http.edge.SignedLinks;
import parley.http.edge.Sse;

/** Everything of the engine that this dialect speaks with. */
public record Doors(
        ActorSystem<?> system,
        Users users,
        Keyring keyring,
        Sse sse,
        Agents agents,
        AgentIndex agentIndex,
        Accounts accounts,
        Conversations conversations,
        ConversationIndex conversationIndex,
        Files files,
        FileIndex fileIndex,
        MediaTypes mediaTypes,
        SignedLinks links,
        ChatModels models,
        Speaker speaker,
        Gallery gallery) {}
