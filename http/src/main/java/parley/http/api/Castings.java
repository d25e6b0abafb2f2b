package parley.http.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Casting;
import parley.engine.agent.Persona;
import parley.engine.connection.ConnectedModel;
import parley.engine.connection.ConnectionId;
import parley.engine.connection.Connections;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/** Casts agents as clients describe them, with nothing but models and voices that are on offer. */
final class Castings {
    private static final String PLAIN = "plain";
    private static final String CARD = "card";
    private static final int LONGEST_MODEL = 100;

    private final ChatModels models;
    private final Speaker speaker;
    private final Connections connections;

    Castings(ChatModels models, Speaker speaker, Connections connections) {
        this.models = models;
        this.speaker = speaker;
        this.connections = connections;
    }

    /** A persona as a client writes it: its text alone, or an object that says its kind. */
    record PersonaForm(String kind, String prompt) {
        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        PersonaForm(@JsonProperty("kind") String kind, @JsonProperty("prompt") @Nullable String prompt) {
            this.kind = kind;
            this.prompt = prompt == null ? "" : prompt;
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static PersonaForm of(String prompt) {
            return new PersonaForm(PLAIN, prompt);
        }

        /** Who the agent then is; a character stays one, with its card as it is. */
        Persona persona(@Nullable Persona before) {
            boolean character = before instanceof Persona.Carded;
            if (before != null && character && kind.equals(CARD)) return before;
            if (!kind.equals(PLAIN)) throw Refusal.invalid("persona.kind must be " + (character ? CARD : PLAIN));
            if (character)
                throw Refusal.conflict("this agent is a character: send persona.kind " + CARD
                        + " to keep its card, and change that at /api/v1/characters");
            return new Persona.Plain(prompt);
        }
    }

    /** A casting; NOT_FOUND where it speaks through a connection that is not this user's. */
    CompletionStage<Casting> cast(
            UserId user,
            String name,
            PersonaForm persona,
            @Nullable String model,
            @Nullable String connection,
            @Nullable String voice) {
        return cast(user, name, persona.persona(null), model, connection, voice);
    }

    /** The same for somebody whose persona stands. */
    CompletionStage<Casting> cast(
            UserId user,
            String name,
            Persona persona,
            @Nullable String model,
            @Nullable String connection,
            @Nullable String voice) {
        Casting casting = new Casting(name, persona, model(model, connection), voice(voice, name));
        return ConnectedModel.in(casting.model())
                .<CompletionStage<Casting>>map(
                        it -> connections.profile(user, it.connection()).thenApply(_ -> casting))
                .orElseGet(() -> CompletableFuture.completedFuture(casting));
    }

    /** Another model or voice for somebody who is cast already; what is not named stays. */
    CompletionStage<UnaryOperator<Casting>> recasting(
            UserId user, @Nullable String model, @Nullable String connection, @Nullable String voice) {
        ModelRef ref = model == null && connection == null ? null : model(model, connection);
        Voice other = voice == null ? null : voice(voice, "");
        UnaryOperator<Casting> change = it -> new Casting(
                        it.name(),
                        it.persona(),
                        ref == null ? it.model() : ref,
                        other == null ? it.voice() : other,
                        it.voiceChoice())
                .fallingBackOn(it.fallbacks())
                .granted(it.tools());
        return Optional.ofNullable(ref)
                .flatMap(ConnectedModel::in)
                .<CompletionStage<UnaryOperator<Casting>>>map(
                        it -> connections.profile(user, it.connection()).thenApply(_ -> change))
                .orElseGet(() -> CompletableFuture.completedFuture(change));
    }

    /** The same with other models that take over, where any are named; a connection is this user's, all else on offer. */
    CompletionStage<Casting> fallingBack(UserId user, Casting casting, @Nullable List<String> fallbacks) {
        if (fallbacks == null) return CompletableFuture.completedFuture(casting);
        List<ModelRef> models = fallbacks.stream().map(ModelRef::of).toList();
        Casting whole = casting.fallingBackOn(models);
        CompletionStage<Casting> checked = CompletableFuture.completedFuture(whole);
        for (ModelRef model : models) {
            Optional<ConnectedModel> connected = ConnectedModel.in(model);
            if (connected.isEmpty()) checkOffered(model);
            else
                checked = checked.thenCompose(_ ->
                        connections.profile(user, connected.get().connection()).thenApply(_ -> whole));
        }
        return checked;
    }

    private ModelRef model(@Nullable String model, @Nullable String connection) {
        if (connection != null) {
            if (model != null && (model.isBlank() || model.length() > LONGEST_MODEL))
                throw Refusal.invalid("the model of a connection has 1 to " + LONGEST_MODEL + " characters");
            return new ConnectedModel(new ConnectionId(connection), model).ref();
        }
        if (model == null) return ModelRef.DEFAULT;
        ModelRef ref = ModelRef.of(model);
        checkOffered(ref);
        return ref;
    }

    /** Refuses a model that is not on offer. */
    void checkOffered(ModelRef model) {
        if (!model.equals(ModelRef.DEFAULT) && !isKnown(model))
            throw notOffered("model", model.toString(), modelNames());
    }

    private boolean isKnown(ModelRef ref) {
        try {
            models.info(ref);
            return true;
        } catch (Refusal unknown) {
            return false;
        }
    }

    private List<String> modelNames() {
        return models.offered().stream().map(it -> it.ref().toString()).toList();
    }

    /** Whoever is given no voice gets one of the best engine's by name, so that a room of agents does not speak with one mouth. */
    private static Voice usual(List<Voice> voices, String name) {
        return voices.isEmpty() ? Voice.NONE : voices.get(Math.floorMod(name.hashCode(), voices.size()));
    }

    private Voice voice(@Nullable String voice, String name) {
        List<Voice> offered = speaker.voices().stream().map(VoiceInfo::voice).toList();
        if (voice == null) {
            String best = offered.isEmpty() ? "" : offered.getFirst().engine();
            return usual(offered.stream().filter(it -> it.engine().equals(best)).toList(), name);
        }
        Voice asked = Voice.of(voice);
        if (!asked.equals(Voice.NONE) && !offered.contains(asked.plain()))
            throw notOffered(
                    "voice", voice, offered.stream().map(Voice::toString).toList());
        return asked;
    }

    private static Refusal notOffered(String what, String asked, List<String> offered) {
        return Refusal.invalid("the " + what + " " + asked + " is not on offer; these are: "
                + offered.stream().collect(Collectors.joining(", ")));
    }
}
