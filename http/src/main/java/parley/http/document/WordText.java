package parley.http.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import parley.engine.kernel.Refusal;
import parley.engine.storage.DocumentText;

/** The running text of a docx (ECMA-376, WordprocessingML): paragraphs, tabs and line breaks, in their order. */
final class WordText {
    private static final String BODY = "word/document.xml";
    private static final Set<String> NAMESPACES = Set.of(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main");

    private WordText() {}

    static DocumentText read(Path file, DocumentSettings settings) throws IOException {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            ZipEntry body = archive.getEntry(BODY);
            if (body == null) throw unreadable();
            try (InputStream xml = new Bounded(archive.getInputStream(body), settings.inflated())) {
                return text(xml, new Excerpt(settings.characters()));
            }
        } catch (ZipException | XMLStreamException broken) {
            throw unreadable();
        }
    }

    /** No document type, no entity: nothing outside the file is read and nothing multiplies itself. */
    private static DocumentText text(InputStream xml, Excerpt excerpt) throws XMLStreamException, IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(xml);
        boolean inText = false;
        while (reader.hasNext() && !excerpt.isFull()) {
            if (Thread.interrupted()) throw new IOException("reading was given up");
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    inText = isWord(reader, "t");
                    if (isWord(reader, "tab")) excerpt.add("\t");
                    if (isWord(reader, "br") || isWord(reader, "cr")) excerpt.add("\n");
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText) excerpt.add(reader.getText());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    inText = false;
                    if (isWord(reader, "p")) excerpt.add("\n");
                }
                default -> {}
            }
        }
        return excerpt.text();
    }

    private static boolean isWord(XMLStreamReader reader, String name) {
        return name.equals(reader.getLocalName()) && NAMESPACES.contains(String.valueOf(reader.getNamespaceURI()));
    }

    private static Refusal unreadable() {
        return Refusal.invalid("this document is damaged, or no docx");
    }

    /** Ends the reading of what grows beyond all measure. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) count(1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read > 0) count(read);
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) throw Refusal.invalid("this document is too large to be read once it is unpacked");
        }
    }
}
