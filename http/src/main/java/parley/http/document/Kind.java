package parley.http.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import parley.engine.kernel.Refusal;
import parley.engine.storage.DocumentText;

/** The kinds of documents whose text can be read. */
enum Kind {
    PLAIN {
        @Override
        DocumentText read(Path file, DocumentSettings settings) throws IOException {
            return PlainText.read(file, settings);
        }
    },
    PDF {
        @Override
        DocumentText read(Path file, DocumentSettings settings) throws IOException, InterruptedException {
            return PdfText.read(file, settings);
        }
    },
    WORD {
        @Override
        DocumentText read(Path file, DocumentSettings settings) throws IOException {
            return WordText.read(file, settings);
        }
    };

    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final Set<String> TEXTS = Set.of(
            "application/json",
            "application/xml",
            "application/yaml",
            "application/x-yaml",
            "application/javascript",
            "application/sql");

    /** The kind of a media type; INVALID where nothing can be read out of it. */
    static Kind of(String mediaType) {
        if (mediaType.equals("application/pdf")) return PDF;
        if (mediaType.equals(DOCX)) return WORD;
        if (mediaType.startsWith("text/") || TEXTS.contains(mediaType)) return PLAIN;
        throw Refusal.invalid(
                "no text can be read out of " + mediaType + "; it can be out of plain text, PDF and docx");
    }

    /** Blocks; ends early where its thread is interrupted. */
    abstract DocumentText read(Path file, DocumentSettings settings) throws IOException, InterruptedException;
}
