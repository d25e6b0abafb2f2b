package parley.http.chatsparty;

import parley.engine.agent.AgentIndex;
import parley.engine.agent.Agents;
import parley.engine.connection.ConnectionIndex;
import parley.engine.connection.Connections;
import parley.engine.connection.Exchange;
import parley.engine.connection.ProviderCatalogue;
import parley.engine.conversation.ConversationIndex;
import parley.engine.conversation.Conversations;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Statements;
import parley.engine.llm.ChatModels;
import parley.engine.market.Market;
import parley.engine.market.OfferIndex;
import parley.engine.price.Prices;
import parley.engine.recording.Recordings;
import parley.engine.speech.Speaker;
import parley.engine.storage.DocumentReader;
import parley.engine.storage.FileIndex;
import parley.engine.storage.Files;
import parley.engine.storage.MediaTypes;
import parley.engine.user.Users;
import parley.http.edge.Administration;
import parley.http.edge.Keyring;
import parley.http.edge.SignedLinks;
import parley.http.edge.Throttle;
import parley.http.social.SocialSignIn;

/** Everything of the engine that this dialect speaks with. */
public record Doors(
        Users users,
        Keyring keyring,
        Throttle throttle,
        Administration administration,
        SocialSignIn social,
        Agents agents,
        AgentIndex agentIndex,
        Market market,
        OfferIndex offers,
        Connections connections,
        ConnectionIndex connectionIndex,
        Exchange exchange,
        ProviderCatalogue providers,
        Accounts accounts,
        Statements statements,
        Prices prices,
        Conversations conversations,
        ConversationIndex conversationIndex,
        Recordings recordings,
        Files files,
        FileIndex fileIndex,
        MediaTypes mediaTypes,
        DocumentReader documents,
        SignedLinks links,
        ChatModels models,
        Speaker speaker) {}
