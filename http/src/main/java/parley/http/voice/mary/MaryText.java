package parley.http.voice.mary;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import parley.engine.speech.Manner;

/** A text with a manner, as the SSML that Mary reads. */
final class MaryText {
    private static final String NAMESPACE = "http://www.w3.org/2001/10/synthesis";
    private static final double SEMITONES = 12;

    private MaryText() {}

    static Document ssml(String text, Manner manner) {
        Document document = empty();
        Element speak = document.createElementNS(NAMESPACE, "speak");
        speak.setAttribute("version", "1.0");
        speak.setAttributeNS(XMLConstants.XML_NS_URI, "xml:lang", "en-US");
        Element prosody = document.createElementNS(NAMESPACE, "prosody");
        // This voice makes each sound shorter by the rate's share, where SSML means faster by it.
        prosody.setAttribute("rate", percent(1 - 1 / manner.speed()));
        prosody.setAttribute("pitch", percent(Math.pow(2, manner.pitch() / SEMITONES) - 1));
        prosody.appendChild(document.createTextNode(text));
        speak.appendChild(prosody);
        document.appendChild(speak);
        return document;
    }

    private static String percent(double share) {
        long percent = Math.round(100 * share);
        return (percent < 0 ? "" : "+") + percent + "%";
    }

    private static Document empty() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("no XML in this Java", impossible);
        }
    }
}
