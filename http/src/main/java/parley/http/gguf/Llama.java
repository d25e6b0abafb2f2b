package parley.http.gguf;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.http.wire.RoomRoles;

/** One model file in the engine's hands. Every method blocks, and all are called by one thread. */
final class Llama implements AutoCloseable {
    /** The engine unpacks its library to a name that everybody knows; in a folder of its own nobody else can put it there. */
    private static final String UNPACKED = "de.kherud.llama.tmpdir";

    private static final Pattern PLACE = Pattern.compile("\uE000(\\d+)\uE001");

    private final LlamaModel model;
    private final GgufSettings settings;
    private final int window;

    private Llama(LlamaModel model, GgufSettings settings, int window) {
        this.model = model;
        this.settings = settings;
        this.window = window;
    }

    /** Loads a file; fails with a ModelFailure. */
    static Llama load(GgufSettings settings) {
        GgufFile file = GgufFile.read(settings.path());
        int window = settings.window(file.context());
        try {
            if (System.getProperty(UNPACKED) == null)
                System.setProperty(
                        UNPACKED, Files.createTempDirectory("parley-llama").toString());
            LlamaModel model = new LlamaModel(new ModelParameters()
                    .setModel(settings.path().toString())
                    .setCtxSize(window)
                    .setThreads(settings.cores())
                    .setThreadsBatch(settings.cores())
                    .setParallel(1)
                    .disableContextShift()
                    .skipWarmup()
                    .enableJinja()
                    .disableLog());
            return new Llama(model, settings, window);
        } catch (LinkageError missing) {
            throw new ModelFailure.Rejected("the engine for model files does not run on this machine;"
                    + " run the model with llama-server and connect to that");
        } catch (IOException full) {
            throw new ModelFailure.Rejected(
                    "the engine for model files cannot be unpacked; make room for temporary files");
        } catch (RuntimeException failure) {
            throw new ModelFailure.Rejected("the engine cannot load " + file.name() + " (" + file.architecture()
                    + "): it may be newer than the engine, or larger than the memory; a newer llama-server can run it");
        }
    }

    /** The prompt in the words of the model's own template, up to where the model begins. */
    String written(Prompt prompt) {
        List<RoomRoles.Message> messages = RoomRoles.of(prompt);
        try {
            return written(prompt.system(), messages) + prompt.prefill();
        } catch (RuntimeException unsuited) {
            if (prompt.system().isBlank())
                throw new ModelFailure.Rejected("the model's template does not take this talk");
        }
        // Some templates know no system message; then the first of the talk begins with it.
        List<RoomRoles.Message> folded = new ArrayList<>(messages);
        RoomRoles.Message first = folded.getFirst();
        folded.set(0, new RoomRoles.Message(first.role(), prompt.system() + "\n\n" + first.content()));
        try {
            return written("", folded) + prompt.prefill();
        } catch (RuntimeException unsuited) {
            throw new ModelFailure.Rejected("the model's template does not take this talk");
        }
    }

    /** The engine garbles characters beyond 16 bits on their way through a template, so texts go around it. */
    private String written(String system, List<RoomRoles.Message> messages) {
        List<Pair<String, String>> places = new ArrayList<>();
        for (int each = 0; each < messages.size(); each++)
            places.add(new Pair<>(messages.get(each).role(), "\uE000" + each + "\uE001"));
        String written = model.applyTemplate(new InferenceParameters("")
                .setMessages(system.isBlank() ? "" : "\uE000" + messages.size() + "\uE001", places));
        return PLACE.matcher(written).replaceAll(it -> Matcher.quoteReplacement(content(it, system, messages)));
    }

    private static String content(MatchResult place, String system, List<RoomRoles.Message> messages) {
        int index = Integer.parseInt(place.group(1));
        return index < messages.size() ? messages.get(index).content() : system;
    }

    int tokens(String text) {
        return text.isEmpty() ? 0 : model.encode(text).length;
    }

    int window() {
        return window;
    }

    /** Begins to answer what {@link #written} has written. */
    LlamaIterator begin(String written, int most, long seed) {
        InferenceParameters how = new InferenceParameters(written)
                .setCachePrompt(true)
                .setNPredict(most)
                .setSeed((int) (seed & Integer.MAX_VALUE));
        if (settings.temperature() != null)
            how.setTemperature(settings.temperature().floatValue());
        return model.generate(how).iterator();
    }

    @Override
    public void close() {
        model.close();
    }
}
