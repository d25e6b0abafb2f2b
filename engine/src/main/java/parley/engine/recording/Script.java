package parley.engine.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.speech.SpeechText;
import parley.engine.speech.Voice;

/** What is to be heard of a conversation, in order: nothing but sentences that an agent with a voice can say. */
public record Script(List<Part> parts) {
    public Script {
        parts = List.copyOf(parts);
    }

    /** One turn; {@code number} tells it from the others. */
    public record Part(int number, String name, Voice voice, List<Sentence> sentences) {
        public Part {
            sentences = List.copyOf(sentences);
        }

        /** Its beginning, for a list of chapters. */
        public String opening(int longest) {
            String first = sentences.getFirst().spoken();
            if (first.codePointCount(0, first.length()) <= longest) return first;
            String cut = first.substring(0, first.offsetByCodePoints(0, longest));
            int space = cut.lastIndexOf(' ');
            return (space > longest / 2 ? cut.substring(0, space) : cut) + "…";
        }
    }

    /**
     * One sentence.
     *
     * @param text as it was written, which is what a voice is given
     * @param spoken as it is heard
     * @param millis how long its sound is, where the journal tells
     */
    public record Sentence(
            String text, String spoken, @Nullable Long millis) {
        Sentence(String text, @Nullable Long millis) {
            this(text, SpeechText.of(text), millis);
        }
    }

    public int sentences() {
        return parts.stream().mapToInt(it -> it.sentences.size()).sum();
    }
}
