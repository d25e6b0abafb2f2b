package parley.http.companion;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import parley.engine.kernel.UserId;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.user.Chosen;
import parley.engine.user.Users;
import parley.http.edge.Problem;

/** The models on offer, and the one that answers a user: the one they chose, or else the one that this server prefers. */
final class ModelMenu {
    /** Contract §2.1. */
    static final int LONGEST = 100;

    private static final Set<String> LOCAL = Set.of("ollama", "lmstudio", "llama-server", "vllm", "jan", "scripted");
    private static final Pattern UNSPEAKABLE = Pattern.compile("[\\p{Cntrl}\\s]");
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ChatModels models;
    private final Users users;

    ModelMenu(ChatModels models, Users users) {
        this.models = models;
        this.users = users;
    }

    /** What answers now, best first. */
    List<ModelInfo> offered() {
        return models.offered();
    }

    ModelRef preferred() {
        return models.preferred().ref();
    }

    /** What answers this user where a request says nothing else. Never fails: without an answer in time, what is preferred. */
    CompletableFuture<ModelRef> active(UserId user) {
        return users.settings(user)
                .toCompletableFuture()
                .completeOnTimeout(Chosen.NOTHING, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(this::active)
                .exceptionally(_ -> preferred());
    }

    /** The same, for whoever has the settings at hand. */
    ModelRef active(Chosen chosen) {
        ModelRef model = chosen.model();
        return model == null || !isKnown(model) ? preferred() : model;
    }

    /** What answers this user from now on. */
    CompletableFuture<ModelRef> choose(UserId user, ModelRef model) {
        return users.chooseModel(user, model).thenApply(_ -> model).toCompletableFuture();
    }

    /** Whether the provider answered when it was last looked for; a service with a key is believed and never asked. */
    boolean isConnected(ModelRef model) {
        return offered().stream().anyMatch(it -> it.ref().provider().equals(model.provider()));
    }

    /** {@code local} for what runs on a machine of the operator's, {@code cloud} for a service. */
    static String type(ModelRef model) {
        return LOCAL.contains(model.provider()) ? "local" : "cloud";
    }

    /**
     * The model that a client means by {@code provider/name}, where the name may hold colons and Ollama's usual tag may be
     * left out; 400 with what is known for any other. A service takes names that it does not list to us.
     */
    ModelRef named(String text) {
        String name = text.strip();
        if (name.isEmpty()
                || name.length() > LONGEST
                || UNSPEAKABLE.matcher(name).find())
            throw bad("a model is named provider/name with 1 to " + LONGEST + " characters and no spaces");
        return offered().stream()
                .map(ModelInfo::ref)
                .filter(it -> isCalled(name, it))
                .findFirst()
                .orElseGet(() -> unlisted(name));
    }

    private static boolean isCalled(String name, ModelRef model) {
        return model.toString().equals(name) || model.toString().equals(name + ":latest");
    }

    private ModelRef unlisted(String name) {
        int slash = name.indexOf('/');
        if (slash > 0 && slash < name.length() - 1) {
            ModelRef model = ModelRef.of(name);
            if (type(model).equals("cloud") && isConnected(model)) return model;
        }
        throw bad("there is no model " + name + " here; these are: "
                + offered().stream().map(it -> it.ref().toString()).collect(Collectors.joining(", ")));
    }

    private boolean isKnown(ModelRef model) {
        return offered().stream().anyMatch(it -> it.ref().equals(model)) || !isListed(model.provider());
    }

    /** Whether the provider answers and would list the model if it had it. */
    private boolean isListed(String provider) {
        return LOCAL.contains(provider)
                && offered().stream().anyMatch(it -> it.ref().provider().equals(provider));
    }

    private static Problem bad(String detail) {
        return new Problem(StatusCodes.BAD_REQUEST, "unknown_model", detail);
    }
}
