package parley.http.wire.openai;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import parley.http.wire.Endpoint;

/**
 * The habits of one kind of server that speaks the wire of OpenAI.
 *
 * @param name how the kind is called
 * @param key how it wants the key
 * @param door where its completions are
 * @param limit the field of the longest answer
 * @param system the role of the system message
 * @param named whether it knows who speaks by a field of each message; else names stand in the text, and neighbours of
 *     one role are merged, since many of its models' templates demand that roles take turns
 * @param asksUsage whether it has to be asked for the usage; those that tell it unasked may refuse the question
 * @param seed the field of the seed; empty where there is none
 * @param prefill how it is given the beginning of an answer
 * @param headers what it likes to be told beside
 */
record OpenAiProfile(
        String name,
        Credential key,
        Door door,
        String limit,
        String system,
        boolean named,
        boolean asksUsage,
        String seed,
        Prefill prefill,
        Map<String, String> headers) {
    static final String MAX_TOKENS = "max_tokens";
    static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

    /** Models that think refuse a temperature, and count their thoughts among the tokens of the answer. */
    private static final Pattern THINKING = Pattern.compile("(.*/)?(o[1-9]|gpt-[5-9])([-.:].*)?");

    OpenAiProfile {
        headers = Map.copyOf(headers);
    }

    /** How the key is shown. */
    enum Credential {
        BEARER,
        /** In {@code api-key}, but a token of Entra as a bearer's. */
        AZURE
    }

    /** Where things are. */
    enum Door {
        /** Below the base. */
        BASE,
        /** Below the model's deployment, unless the base is the newer door, which ends in {@code /openai/v1}. */
        DEPLOYMENT,
        /** Below the base; an answer with a beginning is at the door for what is not yet for everybody. */
        BETA_FOR_PREFILL
    }

    /** How the beginning of an answer is given. */
    enum Prefill {
        NONE,
        /** The last message is the assistant's; nothing marks it. */
        LAST,
        /** It is marked with {@code prefix}. */
        PREFIX,
        /** The same, and the answer begins with it once more. */
        ECHOED_PREFIX,
        /** The request says that the last message is to be continued. */
        CONTINUED
    }

    static boolean thinks(String model) {
        return THINKING.matcher(model).matches();
    }

    String limit(String model) {
        return thinks(model) ? MAX_COMPLETION_TOKENS : limit;
    }

    HttpRequest authorized(Endpoint endpoint, HttpRequest request) {
        boolean own = key == Credential.AZURE && !endpoint.hasToken();
        return own ? endpoint.authorized(request, "api-key") : endpoint.authorized(request);
    }
}
