package parley.http.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import parley.engine.kernel.Refusal;
import parley.engine.storage.DocumentText;

/** The text of a PDF, read by a process that ends when whoever waits for it does not wait any more. */
final class PdfText {
    /** Nothing else of the environment is a reader's business; keys stand there. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "LANG", "LC_ALL", "TMPDIR", "SystemRoot", "TEMP");

    private PdfText() {}

    static DocumentText read(Path file, DocumentSettings settings) throws IOException, InterruptedException {
        Path text = Files.createTempFile("parley-text-", ".txt");
        Process process = started(file, text, settings);
        try {
            return told(process.waitFor(), text, settings);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(text);
        }
    }

    private static Process started(Path file, Path text, DocumentSettings settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + settings.memory(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PdfProgram.class.getName(),
                        file.toString(),
                        text.toString(),
                        String.valueOf(settings.pages()),
                        String.valueOf(settings.characters())))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return builder.start();
    }

    private static DocumentText told(int code, Path text, DocumentSettings settings) throws IOException {
        return switch (code) {
            case PdfProgram.READ, PdfProgram.TRUNCATED -> {
                DocumentText read = new Excerpt(settings.characters())
                        .add(Files.readString(text))
                        .text();
                yield new DocumentText(read.text(), code == PdfProgram.TRUNCATED || read.truncated());
            }
            case PdfProgram.PROTECTED ->
                throw Refusal.invalid("this document is protected: its text is not meant to be read out");
            case PdfProgram.BROKEN -> throw Refusal.invalid("this document is damaged, or no PDF");
            default -> throw Refusal.invalid("this document takes too much memory to be read");
        };
    }
}
