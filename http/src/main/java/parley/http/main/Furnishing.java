package parley.http.main;

import parley.engine.agent.Agents;
import parley.engine.ledger.Accounts;
import parley.engine.llm.ChatModels;
import parley.engine.speech.Speaker;
import parley.engine.tool.Toolbox;
import parley.engine.user.Users;

/** What stands between a server and its engines: nothing, unless a trial puts something there. */
interface Furnishing {
    /** The engines as they are. */
    Furnishing PLAIN = new Furnishing() {};

    default ChatModels models(ChatModels found) {
        return found;
    }

    default Speaker speaker(Speaker opened) {
        return opened;
    }

    default Toolbox tools(Toolbox found) {
        return found;
    }

    default Users users(Users sharded) {
        return sharded;
    }

    default Agents agents(Agents sharded) {
        return sharded;
    }

    default Accounts accounts(Accounts sharded) {
        return sharded;
    }
}
