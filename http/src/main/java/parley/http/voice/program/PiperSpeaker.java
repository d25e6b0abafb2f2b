package parley.http.voice.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import parley.engine.speech.Literacy;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Estimate;
import parley.http.sound.Samples;
import parley.http.sound.Wav;

/**
 * Speaks with Piper and voice files that the operator has; each {@code x.onnx} with its {@code x.onnx.json} is the voice
 * {@code piper/x}. The program reads the voice anew for each sentence, which a quick disk and a small voice forgive.
 * Its phonemes are espeak's, and so is what it can read by itself.
 */
final class PiperSpeaker implements Speaker {
    static final String ENGINE = "piper";
    private static final String SUFFIX = ".onnx";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Program program;
    private final Map<Voice, VoiceFile> files;

    private PiperSpeaker(Program program, Map<Voice, VoiceFile> files) {
        this.program = program;
        this.files = new LinkedHashMap<>(files);
    }

    private record VoiceFile(Path file, int rate, VoiceInfo info) {}

    /** Reads which voices there are: one file, or a folder of them. */
    static PiperSpeaker open(Path binary, Path voices, int limit) throws IOException {
        Map<Voice, VoiceFile> files = new LinkedHashMap<>();
        try (Stream<Path> found = Files.isDirectory(voices) ? Files.list(voices) : Stream.of(voices)) {
            for (Path file :
                    found.filter(it -> it.toString().endsWith(SUFFIX)).sorted().toList()) {
                VoiceFile voice = read(file);
                files.put(voice.info.voice(), voice);
            }
        }
        return new PiperSpeaker(new Program(binary, limit), files);
    }

    private static VoiceFile read(Path file) throws IOException {
        JsonNode about = JSON.readTree(Path.of(file + ".json").toFile());
        int rate = about.path("audio").path("sample_rate").asInt();
        if (rate < 1) throw new IOException(file.getFileName() + ".json tells no sample rate");
        String language = about.path("language").path("code").asText("und").replace('_', '-');
        String name = file.getFileName().toString();
        name = name.substring(0, name.length() - SUFFIX.length());
        return new VoiceFile(
                file.toAbsolutePath(), rate, new VoiceInfo(new Voice(ENGINE, name), name + ", Piper", language));
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        if (files.isEmpty()) return CompletableFuture.completedFuture(Wav.silence());
        String text = Spoken.text(sentence, Literacy.NUMBERS, voice, voices());
        if (text.isEmpty()) return CompletableFuture.completedFuture(Wav.silence());
        VoiceFile file = file(Spoken.known(voice, voices()));
        return program.work(run -> {
            List<String> arguments = List.of(
                    "--model",
                    file.file.toString(),
                    "--length_scale",
                    Double.toString(1 / voice.manner().speed()),
                    "--output_raw");
            byte[] raw = run.with(arguments, text + "\n").sound().toArray();
            if (raw.length == 0) throw new SpeechFailure("piper answered nothing");
            Samples samples = Samples.of(raw, file.rate, ByteOrder.LITTLE_ENDIAN);
            return Wav.of(samples).timed(Estimate.of(text, samples));
        });
    }

    private VoiceFile file(Voice voice) {
        return files.values().stream()
                .filter(it -> it.info.voice().equals(voice.plain()))
                .findFirst()
                .orElseThrow(() -> new SpeechFailure("there is no such voice of Piper's"));
    }

    @Override
    public List<VoiceInfo> voices() {
        return files.values().stream().map(VoiceFile::info).toList();
    }
}
