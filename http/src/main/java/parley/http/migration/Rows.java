package parley.http.migration;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Casting;
import parley.engine.agent.ChatStyle;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.agent.VoiceChoice;
import parley.engine.connection.ConnectedModel;
import parley.engine.connection.ConnectionProfile;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.PastLine;
import parley.engine.ledger.Balance;
import parley.engine.ledger.Opening;
import parley.engine.ledger.Standing;
import parley.engine.ledger.Transaction;
import parley.engine.price.Price;
import parley.engine.user.Newcomer;
import parley.engine.voicing.VoiceConnectionProfile;
import parley.engine.voicing.VoiceWiring;
import parley.http.chatsparty.RoomNames;

/** Writes rows as the Python server's tables had them. */
final class Rows {
    private static final String PLATFORM = "chatsparty-default";

    private final JsonGenerator out;
    private long message;

    Rows(JsonGenerator out) {
        this.out = out;
    }

    void begin(Kind kind) throws IOException {
        out.writeArrayFieldStart(kind.word());
    }

    void end() throws IOException {
        out.writeEndArray();
    }

    void user(Newcomer it, Standing standing) throws IOException {
        Balance balance = standing.balance();
        out.writeStartObject();
        text("id", it.id().value());
        text("email", it.email());
        text(
                "hashed_password",
                it.passwordHash() == null ? null : it.passwordHash().reveal());
        text("name", it.name());
        text("first_name", it.firstName());
        text("last_name", it.lastName());
        out.writeBooleanField("is_active", it.active());
        out.writeBooleanField("is_verified", it.verified());
        times(it.registeredAt(), it.registeredAt());
        out.writeNumberField("credits_balance", balance.total());
        out.writeNumberField("credits_used", balance.spent());
        out.writeNumberField("credits_purchased", balance.purchased());
        text("credit_plan", standing.plan());
        text(
                "last_credit_refill_at",
                balance.refilled() == null ? null : balance.refilled().toString());
        out.writeEndObject();
    }

    void connection(ConnectionProfile it, Optional<String> key) throws IOException {
        out.writeStartObject();
        text("id", it.id().value());
        text("user_id", it.owner().value());
        text("name", it.wiring().name());
        text("description", it.wiring().description());
        text("provider", it.wiring().provider());
        text("model_name", it.wiring().model());
        text("api_key", key.orElse(null));
        out.writeBooleanField("api_key_encrypted", key.isPresent());
        text("base_url", it.wiring().base() == null ? null : it.wiring().base().toString());
        out.writeBooleanField("is_active", it.wiring().active());
        out.writeBooleanField("is_default", it.preferred());
        times(it.createdAt(), it.updatedAt());
        out.writeEndObject();
    }

    void voice(VoiceConnectionProfile it, Optional<String> key) throws IOException {
        VoiceWiring wiring = it.wiring();
        out.writeStartObject();
        text("id", it.id().value());
        text("user_id", it.owner().value());
        text("name", wiring.name());
        text("description", wiring.description());
        text("provider", lower(wiring.provider()));
        text("provider_type", lower(wiring.kind()));
        text("voice_id", wiring.voice());
        out.writeNumberField("speed", wiring.delivery().speed());
        out.writeNumberField("pitch", wiring.delivery().pitch());
        out.writeNumberField("stability", wiring.delivery().stability());
        out.writeNumberField("clarity", wiring.delivery().clarity());
        text("style", lower(wiring.delivery().style()));
        text("api_key", key.orElse(null));
        out.writeBooleanField("api_key_encrypted", key.isPresent());
        text("base_url", wiring.base() == null ? null : wiring.base().toString());
        out.writeBooleanField("is_active", wiring.active());
        out.writeBooleanField("is_cloud_proxy", wiring.proxied());
        times(it.createdAt(), it.updatedAt());
        out.writeEndObject();
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    void agent(AgentProfile it) throws IOException {
        Casting casting = it.casting();
        out.writeStartObject();
        text("id", it.id().value());
        text("user_id", it.owner().value());
        text("name", casting.name());
        switch (casting.persona()) {
            case Persona.Plain plain -> persona(plain.prompt(), "", Persona.Styled.NEUTRAL, ChatStyle.USUAL);
            case Persona.Carded carded ->
                persona(
                        carded.card().data().description(),
                        carded.card().data().personality(),
                        Persona.Styled.NEUTRAL,
                        ChatStyle.USUAL);
            case Persona.Styled styled ->
                persona(styled.prompt(), styled.characteristics(), styled.gender(), styled.style());
        }
        Optional<ConnectedModel> connected = ConnectedModel.in(casting.model());
        text("connection_id", connected.map(model -> model.connection().value()).orElse(PLATFORM));
        out.writeObjectFieldStart("ai_config");
        out.writeStringField("provider", casting.model().provider());
        out.writeStringField("model_name", casting.model().model());
        out.writeEndObject();
        voice(casting.voiceChoice());
        times(it.createdAt(), it.updatedAt());
        out.writeEndObject();
    }

    private void persona(String prompt, String characteristics, String gender, ChatStyle style) throws IOException {
        text("prompt", prompt);
        text("characteristics", characteristics);
        text("gender", gender);
        out.writeObjectFieldStart("chat_style");
        text("friendliness", style.friendliness());
        text("response_length", style.responseLength());
        text("personality", style.personality());
        text("humor", style.humor());
        text("expertise_level", style.expertiseLevel());
        out.writeEndObject();
    }

    private void voice(@Nullable VoiceChoice choice) throws IOException {
        out.writeBooleanField("voice_enabled", choice != null && choice.enabled());
        text("voice_connection_id", choice == null ? null : choice.connection());
        out.writeFieldName("podcast_settings");
        if (choice == null || choice.podcast() == null) out.writeNull();
        else out.writeRawValue(choice.podcast());
    }

    void conversation(ConversationView it) throws IOException {
        out.writeStartObject();
        text("id", RoomNames.told(it.id()));
        text("user_id", it.owner().value());
        text("title", it.title());
        out.writeArrayFieldStart("participants");
        for (Participant one : it.participants()) out.writeString(one.agent().value());
        out.writeEndArray();
        out.writeBooleanField("is_shared", it.shared());
        times(it.createdAt(), it.updatedAt());
        out.writeEndObject();
    }

    void messages(ConversationView room) throws IOException {
        for (ConversationView.Line it : room.lines()) {
            if (it.text().isBlank() || it.line() == 0) continue;
            boolean person = it.agent() == null && it.name().equals(PastLine.PERSON);
            boolean system = it.agent() == null && it.name().equals("system");
            out.writeStartObject();
            out.writeNumberField("id", ++message);
            text("conversation_id", RoomNames.told(room.id()));
            text("agent_id", it.agent() == null ? null : it.agent().value());
            text("role", person ? "user" : system ? "system" : "assistant");
            text("content", it.text());
            text("speaker", it.name());
            text("message_type", "message");
            text("created_at", it.at().toString());
            out.writeEndObject();
        }
    }

    /** An opening is told by the user's own row. */
    void transaction(Transaction it) throws IOException {
        if (Opening.ID.equals(it.order())) return;
        out.writeStartObject();
        text("id", it.sequence() < 0 && it.order() != null ? it.order() : it.id());
        text("user_id", it.account().value());
        out.writeNumberField("amount", it.credits());
        text("transaction_type", word(it));
        text("reason", it.reason());
        text("description", it.description());
        out.writeNumberField("balance_after", it.after());
        text("created_at", it.at().toString());
        out.writeEndObject();
    }

    private static String word(Transaction it) {
        return switch (it.type()) {
            case USAGE, WASTE, HOLD, RELEASE -> "usage";
            case WELCOME -> "bonus";
            case EXPIRY, DEDUCTION, ADJUSTMENT -> "adjustment";
            case PURCHASE, BONUS, REFILL, SUBSCRIPTION, REFUND -> it.type().word();
        };
    }

    void price(Price it) throws IOException {
        out.writeStartObject();
        text("id", it.provider() + "/" + it.model());
        text("provider", it.provider());
        text("model_name", it.model());
        out.writeNumberField("cost_per_message", it.message());
        out.writeNumberField("cost_per_1k_tokens", it.output());
        out.writeBooleanField("is_default_model", it.fallback());
        out.writeBooleanField("is_active", true);
        out.writeEndObject();
    }

    private void times(Instant created, Instant updated) throws IOException {
        text("created_at", created.toString());
        text("updated_at", updated.toString());
    }

    private void text(String name, @Nullable String value) throws IOException {
        out.writeFieldName(name);
        if (value == null) out.writeNull();
        else out.writeString(value);
    }
}
