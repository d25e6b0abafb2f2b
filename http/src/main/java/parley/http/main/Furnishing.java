package parley.http.main;

import parley.engine.ledger.Accounts;
import parley.engine.llm.ChatModels;
import parley.engine.speech.Speaker;

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

    default Accounts accounts(Accounts sharded) {
        return sharded;
    }
}
