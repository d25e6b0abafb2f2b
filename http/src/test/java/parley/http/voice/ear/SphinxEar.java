package parley.http.voice.ear;

import edu.cmu.sphinx.api.Configuration;
import edu.cmu.sphinx.api.SpeechResult;
import edu.cmu.sphinx.api.StreamSpeechRecognizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import parley.http.sound.Samples;

/** Sphinx-4 inside this process, which is to tell any sequence of the given words apart. */
public final class SphinxEar implements Ear {
    private static final String MODELS = "resource:/edu/cmu/sphinx/models/en-us/";
    private static final String GRAMMAR = "words";
    /** Held, so that it is not forgotten that it is to be quiet. */
    private static final Logger TALK = Logger.getLogger("");

    private final StreamSpeechRecognizer recognizer;

    public SphinxEar(Collection<String> words, Path folder) throws IOException {
        TALK.setLevel(Level.OFF);
        Files.writeString(
                folder.resolve(GRAMMAR + ".gram"),
                "#JSGF V1.0;\ngrammar " + GRAMMAR + ";\npublic <" + GRAMMAR + "> = ( " + String.join(" | ", words)
                        + " )+ ;\n");
        Configuration configuration = new Configuration();
        configuration.setAcousticModelPath(MODELS + "en-us");
        configuration.setDictionaryPath(MODELS + "cmudict-en-us.dict");
        configuration.setGrammarPath(folder.toUri().toString());
        configuration.setGrammarName(GRAMMAR);
        configuration.setUseGrammar(true);
        this.recognizer = new StreamSpeechRecognizer(configuration);
    }

    @Override
    public List<String> heard(List<Samples> sounds) {
        return sounds.stream().map(this::heard).toList();
    }

    private String heard(Samples sound) {
        recognizer.startRecognition(new ByteArrayInputStream(Ear.prepared(sound).bytes()));
        List<String> heard = new ArrayList<>();
        for (SpeechResult it = recognizer.getResult(); it != null; it = recognizer.getResult())
            heard.add(it.getHypothesis());
        recognizer.stopRecognition();
        return String.join(" ", heard);
    }
}
