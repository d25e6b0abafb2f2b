package parley.http.document;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.kernel.Refusal;
import parley.engine.storage.DocumentText;
import parley.engine.storage.FileName;

class DocumentsTest {
    private static final String WORD =
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
    private static final DocumentSettings SETTINGS =
            new DocumentSettings(1 << 20, 40, 2, 1 << 20, Duration.ofSeconds(60), 1, 128 << 20);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private DocumentText read(Kind kind, byte[] bytes) throws IOException, InterruptedException {
        return kind.read(Files.write(folder.resolve("document"), bytes), SETTINGS);
    }

    private Path word(String body) throws IOException {
        Path file = folder.resolve("a.docx");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream archive = new ZipOutputStream(out)) {
            archive.putNextEntry(new ZipEntry("word/document.xml"));
            archive.write(body.getBytes(UTF_8));
            archive.closeEntry();
        }
        return file;
    }

    private Path pdf(int pages, boolean closed) throws IOException {
        Path file = folder.resolve("a.pdf");
        try (PDDocument document = new PDDocument()) {
            for (int page = 1; page <= pages; page++) {
                PDPage leaf = new PDPage();
                document.addPage(leaf);
                try (PDPageContentStream ink = new PDPageContentStream(document, leaf)) {
                    ink.beginText();
                    ink.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    ink.newLineAtOffset(50, 700);
                    ink.showText("Page " + page);
                    ink.endText();
                }
            }
            if (closed) document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            document.save(file.toFile());
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "%PDF-1.7 x, a.txt, application/pdf",
        "<!DOCTYPE html><html></html>, a.png, text/html",
        "just words, a.pdf, text/plain",
        "just words, a.md, text/markdown",
        "'a,b', a.csv, text/csv",
        "'{\"a\":1}', a.json, application/json",
    })
    void the_kind_of_a_file_is_what_its_bytes_look_like(String bytes, String name, String kind) {
        assertThat(new Sniffer().of(FileName.of(name), ByteString.fromString(bytes)))
                .isEqualTo(kind);
    }

    @Test
    void bytes_that_look_like_nothing_are_nothing_whatever_their_name() {
        ByteString strange = ByteString.fromArray(new byte[] {1, 2, 3, 4, 0, (byte) 0x90, (byte) 0xC1, 6});
        for (String name : new String[] {"a.png", "a.docx", "a.html"})
            assertThat(new Sniffer().of(FileName.of(name), strange)).isEqualTo("application/octet-stream");
    }

    @Test
    void plain_text_is_read_in_its_own_encoding() throws Exception {
        assertThat(read(Kind.PLAIN, "Grüße 🍵".getBytes(UTF_8)).text()).isEqualTo("Grüße 🍵");
        assertThat(read(Kind.PLAIN, "\uFEFFGrüße".getBytes(UTF_8)).text()).isEqualTo("Grüße");
        assertThat(read(Kind.PLAIN, "\uFEFFGrüße".getBytes(UTF_16LE)).text()).isEqualTo("Grüße");
        assertThat(read(Kind.PLAIN, "Grüße".getBytes(Charset.forName("windows-1252")))
                        .text())
                .isEqualTo("Grüße");
        assertThat(read(Kind.PLAIN, "a\0b".getBytes(UTF_8)).text()).isEqualTo("a b");
        assertThat(read(Kind.PLAIN, new byte[0])).isEqualTo(new DocumentText("", false));
    }

    @Test
    void a_text_ends_where_enough_was_read_and_never_inside_a_character() throws Exception {
        assertThat(read(Kind.PLAIN, ("x".repeat(39) + "🍵").getBytes(UTF_8)))
                .isEqualTo(new DocumentText("x".repeat(39), true));
        assertThat(read(Kind.PLAIN, "x".repeat(40).getBytes(UTF_8))).isEqualTo(new DocumentText("x".repeat(40), false));
    }

    @Test
    void a_docx_is_read_paragraph_by_paragraph() throws Exception {
        Path file = word(WORD + "<w:p><w:r><w:t>Tea</w:t><w:tab/><w:t>&amp; cake</w:t></w:r></w:p>"
                + "<w:p><w:r><w:delText>gone</w:delText><w:t>Five</w:t></w:r></w:p></w:body></w:document>");
        assertThat(Kind.WORD.read(file, SETTINGS).text()).isEqualTo("Tea\t& cake\nFive\n");
    }

    @Test
    void a_docx_that_is_a_trap_is_refused() throws Exception {
        Path bomb = word(WORD + " ".repeat(2 << 20) + "</w:body></w:document>");
        assertThat(Files.size(bomb)).isLessThan(10_000);
        assertThatThrownBy(() -> Kind.WORD.read(bomb, SETTINGS))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("unpacked");
        Path entities = word("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" + WORD
                + "<w:p><w:t>&b;</w:t></w:p></w:body></w:document>");
        assertThatThrownBy(() -> Kind.WORD.read(entities, SETTINGS)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> read(Kind.WORD, "no zip".getBytes(UTF_8))).isInstanceOf(Refusal.class);
    }

    @Test
    void a_pdf_is_read_up_to_the_most_pages() throws Exception {
        assertThat(Kind.PDF.read(pdf(2, false), SETTINGS).text().lines()).containsExactly("Page 1", "Page 2");
        assertThat(Kind.PDF.read(pdf(3, false), SETTINGS).truncated()).isTrue();
    }

    @Test
    void a_pdf_that_is_broken_or_closed_is_refused_in_words() throws Exception {
        assertThatThrownBy(() -> read(Kind.PDF, "%PDF-1.7 and no more".getBytes(UTF_8)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("damaged");
        Path closed = pdf(1, true);
        assertThatThrownBy(() -> Kind.PDF.read(closed, SETTINGS))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("protected");
    }

    @Test
    void no_text_is_looked_for_in_what_has_none() {
        assertThatThrownBy(() -> Kind.of("image/png")).isInstanceOf(Refusal.class);
    }
}
