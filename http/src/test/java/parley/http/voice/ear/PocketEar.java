package parley.http.voice.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import parley.http.sound.Samples;
import parley.http.sound.Wav;

/** pocketsphinx with its whole English language model, where both are installed. */
public final class PocketEar implements Ear {
    private static final Path MODEL = Path.of("/usr/share/pocketsphinx/model/en-us");
    private static final String PROGRAM = "pocketsphinx_batch";

    private final Path folder;

    public PocketEar(Path folder) {
        this.folder = folder;
    }

    /** Whether there is one on this machine. */
    public static boolean exists() {
        return Files.isDirectory(MODEL)
                && Stream.of(System.getenv("PATH").split(":")).anyMatch(it -> Files.isExecutable(Path.of(it, PROGRAM)));
    }

    @Override
    public List<String> heard(List<Samples> sounds) throws IOException {
        for (int at = 0; at < sounds.size(); at++)
            Files.write(
                    folder.resolve(at + ".wav"),
                    Wav.of(Ear.prepared(sounds.get(at))).bytes().toArray());
        Files.writeString(
                folder.resolve("list"),
                IntStream.range(0, sounds.size()).mapToObj(it -> it + "\n").collect(Collectors.joining()));
        run();
        Map<String, String> heard = Files.readAllLines(folder.resolve("heard")).stream()
                .map(String::strip)
                .collect(Collectors.toMap(
                        it -> it.substring(it.lastIndexOf('(') + 1).split("[ )]", 2)[0],
                        it -> it.substring(0, it.lastIndexOf('(')).strip()));
        return IntStream.range(0, sounds.size())
                .mapToObj(it -> heard.getOrDefault(Integer.toString(it), ""))
                .toList();
    }

    private void run() throws IOException {
        Process process = new ProcessBuilder(
                        PROGRAM,
                        "-hmm",
                        MODEL.resolve("en-us").toString(),
                        "-lm",
                        MODEL.resolve("en-us.lm.bin").toString(),
                        "-dict",
                        MODEL.resolve("cmudict-en-us.dict").toString(),
                        "-ctl",
                        "list",
                        "-cepdir",
                        ".",
                        "-cepext",
                        ".wav",
                        "-adcin",
                        "yes",
                        "-adchdr",
                        "44",
                        "-hyp",
                        "heard",
                        "-logfn",
                        "/dev/null")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (process.onExit().join().exitValue() != 0) throw new IOException(PROGRAM + " failed");
    }
}
