package parley.http.companion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;
import parley.engine.conversation.Rules.WhenBusy;
import parley.http.companion.ChatWish.Past;
import parley.http.edge.Problem;

/**
 * Everything that clients of both servers send who want to talk (contract, sections 2.1 to 2.3 and 8).
 *
 * <p>A line whose role is {@code system} is told as the visitor's own words: whoever writes to this address is the visitor
 * and nobody else, so nothing that they write speaks for the server. Who is to answer is told by {@code systemPrompt}.
 *
 * <p>{@code conversationId}, of the older server, is the default where it cannot be, as it was there; {@code
 * conversation_id} is refused.
 */
final class ChatForm {
    /** The talk of whoever names none. */
    static final String DEFAULT_SESSION = "default-session";

    private static final int LONGEST_TEXT = 32_000;
    private static final int LONGEST_ID = 50;
    private static final int LONGEST_MODEL = 100;
    private static final int MOST_MESSAGES = 2_000;
    private static final String ROLES = "^(user|assistant|system)$";
    private static final String SESSIONS = "^[A-Za-z0-9_-]{1,50}$";
    private static final Pattern ROLE = Pattern.compile("user|assistant|system");
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{1,50}");
    private static final String ASSISTANT = "assistant";

    private final JsonNode body;
    private final Fields fields;

    private ChatForm(JsonNode body) {
        this.body = body;
        this.fields = new Fields(body);
    }

    /** What a body wants that is answered as a whole; 400 where it asks for a stream. */
    static ChatWish whole(JsonNode body) {
        ChatForm form = new ChatForm(body);
        boolean streams = form.fields.truth("stream", false);
        ChatWish wish = form.wish();
        if (streams) throw bad("streams are answered by POST /api/chat/stream: leave stream out here");
        return wish;
    }

    /** What a body wants that is answered as a stream, whatever it says about that. */
    static ChatWish streamed(JsonNode body) {
        ChatForm form = new ChatForm(body);
        form.fields.truth("stream", true);
        return form.wish();
    }

    /** Of which talk a body tells that has nothing to say. */
    static ChatWish silent(JsonNode body) {
        ChatForm form = new ChatForm(body);
        ChatWish wish = form.wish(List.of(), "");
        form.fields.check();
        return wish;
    }

    private ChatWish wish() {
        List<Past> lines = lines();
        ChatWish silent = wish(List.of(), "");
        fields.check();
        if (lines.isEmpty()) throw bad("messages must hold something that is said");
        if (lines.getLast().byCharacter()) throw bad("the last of the messages must be the user's");
        return new ChatWish(
                lines.subList(0, lines.size() - 1),
                lines.getLast().text(),
                silent.session(),
                silent.character(),
                silent.card(),
                silent.systemPrompt(),
                silent.model(),
                silent.voiced(),
                silent.whenBusy());
    }

    private ChatWish wish(List<Past> past, String text) {
        String character = first(fields.text("character_id", LONGEST_ID), fields.text("characterId", LONGEST_ID));
        String prompt = first(fields.text("systemPrompt", LONGEST_TEXT), fields.text("system_prompt", LONGEST_TEXT));
        return new ChatWish(
                past,
                text,
                session(),
                character,
                card(),
                prompt == null ? "" : PlainText.of(prompt).strip(),
                first(fields.text("model", LONGEST_MODEL), null),
                fields.truth("enable_tts", true),
                whenBusy());
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        String text = one == null || one.isBlank() ? other : one;
        return text == null || text.isBlank() ? null : text;
    }

    private static Problem bad(String detail) {
        return new Problem(StatusCodes.BAD_REQUEST, "invalid", detail);
    }

    private List<Past> lines() {
        JsonNode messages = body.path("messages");
        List<Object> loc = List.of("body", "messages");
        if (messages.isMissingNode() || messages.isNull()) {
            fields.missing(loc);
            return List.of();
        }
        if (!messages.isArray()) {
            fields.wrong("list_type", loc, "Input should be a valid list", messages);
            return List.of();
        }
        if (messages.size() > MOST_MESSAGES) {
            fields.wrong("too_long", loc, "List should have at most " + MOST_MESSAGES + " items", null);
            return List.of();
        }
        List<Past> lines = new ArrayList<>();
        for (int at = 0; at < messages.size(); at++) add(messages.path(at), at, lines);
        return lines;
    }

    private void add(JsonNode message, int at, List<Past> lines) {
        List<Object> loc = List.of("body", "messages", at);
        if (!message.isObject()) {
            String msg = "Input should be a valid dictionary or object to extract fields from";
            fields.wrong("model_attributes_type", loc, msg, message);
            return;
        }
        String role = field(message, at, "role", 0);
        String content = field(message, at, "content", 1);
        if (role == null || content == null) return;
        if (!ROLE.matcher(role).matches()) {
            fields.unmatched(List.of("body", "messages", at, "role"), ROLES, message.path("role"));
            return;
        }
        String text = PlainText.of(content).strip();
        if (!text.isEmpty()) lines.add(new Past(role.equals(ASSISTANT), text));
    }

    private @Nullable String field(JsonNode message, int at, String name, int shortest) {
        List<Object> loc = List.of("body", "messages", at, name);
        JsonNode field = message.path(name);
        if (!field.isMissingNode()) return fields.text(loc, field, shortest, LONGEST_TEXT);
        fields.missing(loc);
        return null;
    }

    private String session() {
        JsonNode older = body.path("conversationId");
        String usual =
                older.isTextual() && SESSION.matcher(older.asText()).matches() ? older.asText() : DEFAULT_SESSION;
        String asked = fields.text("conversation_id", LONGEST_ID);
        if (asked == null || asked.isEmpty()) return usual;
        if (!SESSION.matcher(asked).matches())
            fields.unmatched(List.of("body", "conversation_id"), SESSIONS, body.path("conversation_id"));
        return asked;
    }

    private @Nullable Card card() {
        JsonNode card = fields.any("character_card", "characterCard");
        if (card.isMissingNode()) return null;
        if (card.isObject()) return SentCard.of(card);
        fields.wrong("dict_type", List.of("body", "character_card"), "Input should be a valid dictionary", card);
        return null;
    }

    private WhenBusy whenBusy() {
        JsonNode asked = fields.any("when_busy", "whenBusy");
        return switch (asked.asText("queue")) {
            case "reject" -> WhenBusy.REJECT;
            case "interrupt" -> WhenBusy.INTERRUPT;
            case "roll-back" -> WhenBusy.ROLL_BACK;
            case "queue" -> WhenBusy.QUEUE;
            default -> {
                fields.unmatched(List.of("body", "when_busy"), "^(queue|reject|interrupt|roll-back)$", asked);
                yield WhenBusy.QUEUE;
            }
        };
    }
}
