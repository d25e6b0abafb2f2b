package parley.http.voice.mary;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import parley.engine.speech.MouthShape;
import parley.engine.speech.Timing;
import parley.engine.speech.Viseme;
import parley.http.sound.Alphabet;

/**
 * When Mary says what, read out of her REALISED_ACOUSTPARAMS: a {@code t} is a word as it is said, a {@code ph} in it a
 * phone with its milliseconds {@code d}, and a {@code boundary} a pause. The {@code end} of a phone leaves the pauses
 * out, so that the time is added up here.
 */
final class MaryTiming {
    private static final double MILLIS = 1000;

    private final List<Timing.Word> words = new ArrayList<>();
    private final List<Viseme> visemes = new ArrayList<>();
    private double now;

    private MaryTiming() {}

    static Timing of(Document realised) {
        MaryTiming timing = new MaryTiming();
        timing.read(realised.getDocumentElement());
        return new Timing(Timing.Basis.PHONES, timing.words, timing.visemes);
    }

    private void read(Element element) {
        switch (element.getTagName()) {
            case "t" -> word(element);
            case "ph" -> passes(Alphabet.SAMPA.shape(element.getAttribute("p")), millis(element, "d"));
            case "boundary" -> passes(MouthShape.SILENCE, millis(element, "duration"));
            default -> readChildren(element);
        }
    }

    private void word(Element element) {
        double start = now;
        readChildren(element);
        String text = element.getFirstChild() == null
                ? ""
                : element.getFirstChild().getTextContent().strip();
        if (now > start && !text.isEmpty()) words.add(new Timing.Word(text, start, now - start));
    }

    private void readChildren(Element element) {
        NodeList children = element.getChildNodes();
        for (int at = 0; at < children.getLength(); at++) {
            Node child = children.item(at);
            if (child instanceof Element inner) read(inner);
        }
    }

    private void passes(MouthShape shape, double seconds) {
        if (seconds <= 0) return;
        visemes.add(new Viseme(now, seconds, shape));
        now += seconds;
    }

    private static double millis(Element element, String attribute) {
        String text = element.getAttribute(attribute);
        return text.isEmpty() ? 0 : Double.parseDouble(text) / MILLIS;
    }
}
