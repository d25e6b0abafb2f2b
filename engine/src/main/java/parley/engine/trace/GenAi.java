package parley.engine.trace;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * The names of what spans hold. Those that begin with {@code gen_ai} and {@code error} are the semantic conventions for
 * generative AI, as the repository open-telemetry/semantic-conventions-genai (docs/gen-ai, status: development) has them
 * since they left open-telemetry/semantic-conventions at 1.41; those that begin with {@code parley} are our own. None of
 * the conventions' names for contents, such as {@code gen_ai.input.messages}, is used.
 */
final class GenAi {
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<Boolean> STREAMS = AttributeKey.booleanKey("gen_ai.request.stream");
    static final AttributeKey<String> CONVERSATION = AttributeKey.stringKey("gen_ai.conversation.id");
    /** An agent's name may be private, so it is known by its id. */
    static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.id");

    static final AttributeKey<List<String>> REASONS = AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    /** In seconds. */
    static final AttributeKey<Double> FIRST_CHUNK_AFTER = AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk");

    static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT = AttributeKey.longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    static final AttributeKey<Long> TURN = AttributeKey.longKey("parley.turn");
    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("parley.attempt");
    static final AttributeKey<String> END = AttributeKey.stringKey("parley.end");
    static final AttributeKey<Boolean> ESTIMATED = AttributeKey.booleanKey("parley.usage.estimated");
    static final AttributeKey<String> VOICE = AttributeKey.stringKey("parley.voice");
    static final AttributeKey<Long> SENTENCE = AttributeKey.longKey("parley.sentence");
    static final AttributeKey<Long> CHARACTERS = AttributeKey.longKey("parley.characters");
    /** In seconds. */
    static final AttributeKey<Double> SOUND = AttributeKey.doubleKey("parley.sound.length");

    /** What happens within spans. */
    static final String FIRST_CHUNK = "first_chunk";

    static final String FIRST_SOUND = "first_sound";

    /** The values of {@link #OPERATION}; they begin the names of spans, too. */
    static final String INVOKE_AGENT = "invoke_agent";

    static final String CHAT = "chat";
    static final String EXECUTE_TOOL = "execute_tool";

    private GenAi() {}

    /** A provider by the name that the conventions have for it, else by ours. */
    static String provider(String name) {
        return name.equals("google") ? "gcp.gemini" : name;
    }
}
