package parley.http.migration;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server of either era with so many users, made up row by row and always the same, with what was wrong with them: twins,
 * orphans, keys in the wrong places, records that break off. Every user has a connection, two agents, a conversation of
 * six messages and five transactions.
 */
public final class OldServer {
    public static final String PASSWORD = "correct horse battery";
    public static final String MASTER_KEY = "an old passphrase of the operator";
    public static final String JWT_SECRET = "the secret of an old server, 32 bytes";
    public static final String KEY = "sk-canary-0123456789abcdef";

    /** Users whose records are odd; all others are plain. */
    public static final int TWIN = 1;

    public static final int ASLEEP = 2;
    public static final int IN_DEBT = 3;
    public static final int NAMELESS_AGENT = 4;
    public static final int EVERYBODYS_ROOM = 5;
    public static final int SHARING = 6;
    public static final int LONG_TALK = 7;
    public static final int WRONG_KEY = 8;
    public static final int FAST_SPENDER = 9;

    static final Instant BEGIN = Instant.parse("2025-07-01T09:30:00.123456Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private final int users;
    private final boolean node;
    private final OldTalks talks;

    /** One of the Node era, or of the Python era. */
    public OldServer(int users, boolean node) {
        this.users = users;
        this.node = node;
        this.talks = new OldTalks(this, node);
    }

    int users() {
        return users;
    }

    /** Text ids of the era, which say which of a kind they are. */
    public String id(String kind, int number) {
        if (node)
            return "c" + Integer.toString(Math.floorMod(kind.hashCode(), Integer.MAX_VALUE), 36) + "x"
                    + Integer.toString(number, 36);
        return UUID.nameUUIDFromBytes((kind + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public String email(int user) {
        return user == TWIN ? "Ada0@Example.org" : "ada" + user + "@example.org";
    }

    /** The id by which the clients know a user's conversation. */
    public String room(int user) {
        return user == EVERYBODYS_ROOM ? "default" : "conv_" + (1_751_362_200_000L + user);
    }

    Instant at(long seconds) {
        return BEGIN.plusSeconds(seconds).truncatedTo(node ? ChronoUnit.MILLIS : ChronoUnit.MICROS);
    }

    /** Tells the rows of one kind. */
    void rows(Kind kind, Consumer<Map<String, @Nullable Object>> row) {
        for (int user = 0; user < users; user++) {
            switch (kind) {
                case USERS -> row.accept(user(user));
                case CONNECTIONS -> row.accept(connection(user));
                case VOICE_CONNECTIONS -> row.accept(voice(user));
                case AGENTS -> {
                    row.accept(agent(user, 0));
                    row.accept(agent(user, 1));
                }
                case CONVERSATIONS -> row.accept(talks.conversation(user));
                case MESSAGES -> {
                    if (!node) talks.messages(user).forEach(row);
                }
                case CREDIT_TRANSACTIONS -> transactions(user, row);
                default -> {}
            }
        }
        switch (kind) {
            case MESSAGES ->
                row.accept(row("id", 900_000_000, "conversation_id", "nowhere", "role", "user", "content", "lost"));
            case PODCAST_JOBS -> row.accept(row("id", "job", "conversation_id", room(0), "user_id", id("user", 0)));
            case MODEL_CREDIT_COSTS -> prices(row);
            default -> {}
        }
    }

    static Map<String, @Nullable Object> row(@Nullable Object... pairs) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int at = 0; at < pairs.length; at += 2) row.put(String.valueOf(pairs[at]), pairs[at + 1]);
        return row;
    }

    private Map<String, @Nullable Object> user(int user) {
        Map<String, @Nullable Object> row = row("id", id("user", user), "email", email(user));
        if (node) row.putAll(row("password", OldSecrets.PBKDF2, "name", "Ada " + user, "provider", "LOCAL"));
        else row.putAll(row("hashed_password", OldSecrets.BCRYPT, "first_name", "Ada", "last_name", "N" + user));
        row.putAll(
                row("is_active", user != ASLEEP, "is_verified", true, "created_at", at(user), "updated_at", at(user)));
        row.putAll(row("credits_balance", user == IN_DEBT ? -5L : 10_000L - 12, "credits_used", 12L + user % 3));
        row.putAll(row("credits_purchased", 0L, "credit_plan", "free", "last_credit_refill_at", null));
        return row;
    }

    private Map<String, @Nullable Object> connection(int user) {
        String key = user == WRONG_KEY ? "bm90IGEga2V5" : OldSecrets.sealed(KEY + user, node);
        return row(
                "id",
                id("connection", user),
                "name",
                "Mine",
                "description",
                null,
                "provider",
                "openai",
                "model_name",
                "gpt-4",
                "api_key",
                key,
                "api_key_encrypted",
                true,
                "base_url",
                user % 2 == 0 ? "" : "https://api.example.org/v1",
                "is_active",
                true,
                "is_default",
                false,
                "user_id",
                id("user", user),
                "created_at",
                at(user + 10),
                "updated_at",
                at(user + 10));
    }

    private Map<String, @Nullable Object> voice(int user) {
        return row(
                "id",
                id("voice", user),
                "name",
                "Voice",
                "provider",
                user == NAMELESS_AGENT ? "unheard" : "elevenlabs",
                "provider_type",
                "tts",
                "voice_id",
                "EXAVITQu4vr4xnSDxMaL",
                "speed",
                1.5,
                "style",
                "podcast",
                "api_key",
                OldSecrets.sealed(KEY + user, node),
                "api_key_encrypted",
                true,
                "is_active",
                true,
                "user_id",
                id("user", user),
                "created_at",
                at(user + 11));
    }

    private Map<String, @Nullable Object> agent(int user, int which) {
        boolean nameless = user == NAMELESS_AGENT && which == 1;
        String connection = which == 0 ? id("connection", user) : "chatsparty-default";
        Map<String, Object> ai = Map.of("provider", "openai", "model_name", "gpt-4", "api_key", KEY + user);
        Map<String, Object> style = Map.of(
                "friendliness",
                "formal",
                node ? "responseLength" : "response_length",
                "short",
                "personality",
                "enthusiastic",
                "humor",
                "witty",
                node ? "expertiseLevel" : "expertise_level",
                "beginner");
        return row(
                "id",
                id("agent", 2 * user + which),
                "name",
                nameless ? "" : "Agent " + user + "." + which,
                "prompt",
                "You are agent " + which + ".",
                "characteristics",
                "curious",
                "connection_id",
                connection,
                "ai_config",
                json(ai),
                "chat_style",
                json(style),
                "gender",
                node ? "FEMALE" : "female",
                "voice_connection_id",
                null,
                "voice_enabled",
                false,
                "podcast_settings",
                null,
                "user_id",
                id("user", user),
                "created_at",
                at(user + 20 + which),
                "updated_at",
                at(user + 30));
    }

    private void transactions(int user, Consumer<Map<String, @Nullable Object>> row) {
        int many = user == FAST_SPENDER ? 2_345 : 5;
        for (int at = 0; at < many; at++)
            row.accept(row(
                    "id",
                    id("transaction", user * 5_000 + at),
                    "user_id",
                    id("user", user),
                    "amount",
                    node ? -2 : 2,
                    "transaction_type",
                    node ? "usage" : "debit",
                    "reason",
                    node ? "ai_chat" : "chat_message",
                    "description",
                    "A reply",
                    "transaction_metadata",
                    json(Map.of("provider", "openai")),
                    "balance_after",
                    10_000L - 2L * (at + 1),
                    "created_at",
                    at(user + 300 + at)));
    }

    private void prices(Consumer<Map<String, @Nullable Object>> row) {
        row.accept(row(
                "id",
                "price-1",
                "provider",
                "acme",
                "model_name",
                "large",
                "cost_per_message",
                5,
                "cost_per_1k_tokens",
                3,
                "is_default_model",
                true,
                "is_active",
                true,
                "created_at",
                at(1)));
        row.accept(row(
                "id",
                "price-2",
                "provider",
                "acme",
                "model_name",
                "old",
                "cost_per_message",
                1,
                "cost_per_1k_tokens",
                null,
                "is_default_model",
                false,
                "is_active",
                false,
                "created_at",
                at(1)));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (java.io.IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
