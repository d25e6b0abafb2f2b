package parley.http.doctor;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.ModelInfo;
import parley.http.provider.Discovery;
import parley.http.provider.ModelSettings;
import parley.http.provider.RollCall;

/** The models on offer, and the providers that are to give them: asked for their lists, which costs nothing. */
record ModelsCheck(Patient patient, Duration patience) {
    List<Finding> findings() {
        Config config = patient.config();
        ModelSettings settings = ModelSettings.of(config);
        try (Workbench bench = Workbench.of(patient)) {
            List<Finding> findings = new ArrayList<>();
            List<ModelInfo> offered = Discovery.discover(settings, bench.system())
                    .toCompletableFuture()
                    .join()
                    .offered();
            findings.add(offered(offered));
            new RollCall(settings, patience, bench.system())
                    .answers().stream().map(ModelsCheck::told).forEach(findings::add);
            return findings;
        }
    }

    private static Finding offered(List<ModelInfo> offered) {
        String names = offered.stream().map(it -> it.ref().toString()).collect(Collectors.joining(", "));
        return offered.stream().allMatch(ModelInfo::demo)
                ? Finding.warn(
                        "models",
                        "only the scripted demo is on offer",
                        "start a model server on this machine, or set a key such as OPENAI_API_KEY, unless users bring"
                                + " connections of their own")
                : Finding.ok("models", "on offer: " + names);
    }

    private static Finding told(RollCall.Answer it) {
        String who = it.provider() + " at " + it.host();
        ModelFailure failure = it.failure();
        if (failure == null)
            return it.listed() || it.model().equals("default")
                    ? Finding.ok("models", who + " answers and has " + it.model())
                    : Finding.warn(
                            "models", who + " answers and does not list " + it.model(), "see how it is spelled there");
        return switch (failure) {
            case ModelFailure.Refused _ ->
                Finding.wrong(
                        "models", who + " answers " + failure.code() + ": " + failure.getMessage(), "look at its key");
            default ->
                Finding.warn(
                        "models",
                        who + " is " + failure.code() + ": " + failure.getMessage(),
                        "see that this machine may reach it, and that its address is right");
        };
    }
}
