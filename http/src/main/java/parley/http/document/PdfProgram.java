package parley.http.document;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/** The whole program of the process that reads a PDF: its text goes into a file, and its exit code tells how that went. */
public final class PdfProgram {
    static final int READ = 0;
    static final int TRUNCATED = 11;
    static final int PROTECTED = 12;
    static final int BROKEN = 13;

    private PdfProgram() {}

    /** Takes the PDF, the file for its text, and the most pages and characters. */
    public static void main(String[] arguments) {
        int pages = Integer.parseInt(arguments[2]);
        int characters = Integer.parseInt(arguments[3]);
        System.exit(read(Path.of(arguments[0]), Path.of(arguments[1]), pages, characters));
    }

    private static int read(Path pdf, Path text, int pages, int characters) {
        try (PDDocument document =
                Loader.loadPDF(pdf.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
            if (!document.getCurrentAccessPermission().canExtractContent()) return PROTECTED;
            return written(document, text, pages, characters);
        } catch (InvalidPasswordException closed) {
            return PROTECTED;
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            return BROKEN;
        }
    }

    private static int written(PDDocument document, Path text, int pages, int characters) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setEndPage(pages);
        try (Bounded out = new Bounded(Files.newBufferedWriter(text), characters)) {
            try {
                stripper.writeText(document, out);
            } catch (Full full) {
                return TRUNCATED;
            }
        }
        return document.getNumberOfPages() > pages ? TRUNCATED : READ;
    }

    /** There is as much text as was wanted. */
    private static final class Full extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Bounded extends Writer {
        private final Writer out;
        private int left;

        Bounded(Writer out, int most) {
            this.out = out;
            this.left = most;
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            out.write(text, from, Math.min(left, length));
            left -= Math.min(left, length);
            if (left == 0) throw new Full();
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
