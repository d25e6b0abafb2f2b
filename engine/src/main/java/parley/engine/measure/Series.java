package parley.engine.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is measured, by the names of OpenTelemetry: Prometheus reads {@code _} for each dot, {@code _total} after
 * a counter and {@code _seconds} after a time. What has a name in OpenTelemetry's conventions has that name: those of HTTP,
 * and those of the repository semantic-conventions-genai (docs/gen-ai/gen-ai-metrics.md, status: development).
 */
@SuppressWarnings("ImmutableEnumChecker") // nobody writes into its lists
public enum Series {
    /** Conversations in which an agent speaks now, on this node. */
    ROOMS_SPEAKING("parley.rooms.speaking", "Conversations in which an agent speaks now, on this node", null),
    /** Conversations that this node has in memory. */
    ROOMS_IN_MEMORY("parley.rooms.in.memory", "Conversations that this node has in memory", null),
    /** Attempts at turns, by how they ended: completed, stopped, failed or superseded. */
    TURNS("parley.turns", "Attempts at turns, by how they ended", null, "end"),
    /** Seconds from the beginning of an attempt at a turn to its end, the speaking with it. */
    TURN_DURATION(
            "parley.turn.duration", "From the beginning of an attempt at a turn to its end", Buckets.TURNS, "end"),
    /** Seconds from asking a turn's model to the first token of its answer, waiting for a place among them. */
    TURN_FIRST_TOKEN(
            "parley.turn.first.token", "From asking a turn's model to the first token of its answer", Buckets.TURNS),
    /** Seconds from the beginning of a turn to its first sentence that can be heard. */
    TURN_FIRST_AUDIO(
            "parley.turn.first.audio",
            "From the beginning of a turn to its first sentence that can be heard",
            Buckets.TURNS),
    /** Seconds that a voice takes to say one sentence, by engine and outcome: good, failed or given-up. */
    SYNTHESIS(
            "parley.speech.synthesis",
            "How long a voice takes to say one sentence",
            Buckets.TURNS,
            "engine",
            "outcome"),

    /** Seconds of one call to a provider; {@code error.type} is a class of failure, {@code none}, or {@code cancelled}. */
    CHAT(
            "gen_ai.client.operation.duration",
            "One call to a provider of models",
            Buckets.GENERATION,
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.request.model",
            "error.type"),
    /** Seconds from a call to the first piece of its answer. */
    CHAT_FIRST_CHUNK(
            "gen_ai.client.operation.time_to_first_chunk",
            "From a call to a provider to the first piece of its answer",
            Buckets.GENERATION,
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.request.model"),
    /** Tokens of one call, as its provider told or as we counted them; {@code gen_ai.token.type} is input or output. */
    TOKENS(
            "gen_ai.client.token.usage",
            "Tokens of one call to a provider of models",
            Buckets.TOKENS,
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.request.model",
            "gen_ai.token.type"),
    /** Calls to providers that failed, by the class of failure. */
    UPSTREAM_ERRORS("parley.upstream.errors", "Calls to providers that failed", null, "provider", "kind"),
    /** Calls that were made again, by the class of the failure before. */
    UPSTREAM_RETRIES("parley.upstream.retries", "Calls to providers that were made again", null, "provider", "kind"),
    /** Requests that wait for their place before a provider, in the turnstiles that live on this node. */
    UPSTREAM_WAITING(
            "parley.upstream.waiting", "Requests that wait for their place before a provider", null, "provider"),
    /** Requests that a provider is answering, in the turnstiles that live on this node. */
    UPSTREAM_INSIDE("parley.upstream.inside", "Requests that a provider is answering", null, "provider"),
    /** Ways to a provider that are left alone because it fails, in the turnstiles that live on this node. */
    UPSTREAM_DOWN("parley.upstream.breakers.open", "Ways to a provider that is left alone", null, "provider"),

    /** Holds of the accounts that this node has in memory. */
    HOLDS_OPEN("parley.holds.open", "Open holds of the accounts that this node has in memory", null),
    /** What happened to holds: opened, settled or released. */
    HOLDS("parley.holds.changes", "What happened to holds", null, "change"),

    /** Seconds from the wish to write to its end, waiting for others among them. */
    JOURNAL_WRITE("parley.journal.write", "From the wish of an actor to write to its end", Buckets.DATABASE),
    /** Writes that share a transaction. */
    JOURNAL_BATCH("parley.journal.batch", "Writes that share a transaction", Buckets.BATCH),
    /** Writes of the journal that wait for a transaction now. */
    JOURNAL_WAITING("parley.journal.waiting", "Writes of the journal that wait for a transaction", null),
    /** Writes that the journal could not store. */
    JOURNAL_FAILURES("parley.journal.failures", "Writes that the journal could not store", null),
    /** Seconds to read an actor's events when it comes into memory, by the kind of actor. */
    REPLAY("parley.journal.replay", "Reading an actor's events when it comes into memory", Buckets.DATABASE, "entity"),

    /**
     * Messages in the longest mailbox of the conversations in memory, counted at the moment when it is asked for. A sample:
     * what came and went between two looks is not seen, and other actors are not looked at.
     */
    MAILBOX("parley.mailbox.depth", "Messages in the longest mailbox among conversations, at this moment", null),
    /** Connections that are open: event streams ({@code sse}) and WebSockets ({@code socket}). */
    VIEWERS("parley.viewers", "Connections that stay open", null, "by"),
    /** Seconds from a request to the head of its answer, by dialect and class of status. */
    HTTP(
            "http.server.request.duration",
            "From a request to the head of its answer",
            Buckets.HTTP,
            "dialect",
            "http.response.status_class"),

    /** Members of the cluster by status, as this node sees them. */
    MEMBERS("parley.cluster.members", "Members of the cluster, as this node sees them", null, "status"),
    /** Members of the cluster that this node does not reach. */
    UNREACHABLE("parley.cluster.unreachable", "Members of the cluster that this node does not reach", null);

    private final String title;
    private final String description;
    private final double @Nullable [] buckets;
    private final List<String> labels;

    Series(String title, String description, double @Nullable [] buckets, String... labels) {
        this.title = title;
        this.description = description;
        this.buckets = buckets;
        this.labels = List.of(labels);
    }

    /** Its name in OpenTelemetry. */
    public String title() {
        return title;
    }

    /** What it is, in a few words. */
    public String description() {
        return description;
    }

    /** The names of its labels, in the order in which values are given. */
    public List<String> labels() {
        return labels;
    }

    /** The upper bounds of its histogram, in its unit: seconds for times. */
    double[] buckets() {
        return buckets == null ? new double[0] : buckets.clone();
    }

    /** Upper bounds of histograms. */
    private static final class Buckets {
        static final double[] TURNS = {0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300};
        static final double[] DATABASE = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30};
        static final double[] BATCH = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
        /** As OpenTelemetry's conventions for HTTP have them. */
        static final double[] HTTP = {0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};
        /** As its conventions for models have them. */
        static final double[] GENERATION = {
            0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92
        };

        static final double[] TOKENS = {
            1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864
        };
    }
}
