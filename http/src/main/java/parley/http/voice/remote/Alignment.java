package parley.http.voice.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;
import parley.engine.speech.MouthShape;
import parley.engine.speech.Sound;
import parley.engine.speech.Timing;
import parley.engine.speech.Viseme;
import parley.http.sound.Alphabet;
import parley.http.sound.AudioEncoding;

/**
 * Reads ElevenLabs' stream with timestamps: objects {@code {audio_base64, alignment: {characters,
 * character_start_times_seconds, character_end_times_seconds}}}, one for each piece of sound.
 */
final class Alignment {
    /** Times that go back by more than this began anew with their piece. */
    private static final double BACK = 0.05;

    private final List<Timing.Word> words = new ArrayList<>();
    private final List<Viseme> visemes = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private double wordStart;
    private double last;

    private Alignment() {}

    static Sound sound(SpeechClient.Answer answer, Heard heard) {
        Alignment alignment = new Alignment();
        ByteStringBuilder audio = ByteString.createBuilder();
        for (JsonNode piece : Json.readAll(answer.body(), heard.troubles())) {
            double already = (double) audio.length() / Short.BYTES / AudioEncoding.WIRE_RATE;
            alignment.read(piece.path("alignment"), already);
            JsonNode sound = piece.path("audio_base64");
            if (!sound.asText().isEmpty()) audio.append(Json.bytes(sound, heard.troubles()));
        }
        if (audio.isEmpty()) throw heard.troubles().failure("answered no sound");
        Sound sound = heard.samples(audio.result(), AudioEncoding.WIRE_RATE);
        return alignment.visemes.isEmpty() ? sound : sound.timed(alignment.timing());
    }

    private Timing timing() {
        endWord();
        return new Timing(Timing.Basis.PHONES, words, visemes);
    }

    /** Some models count from the beginning of the piece, others from the beginning of all. */
    private void read(JsonNode alignment, double already) {
        JsonNode letters = alignment.path("characters");
        JsonNode starts = alignment.path("character_start_times_seconds");
        JsonNode ends = alignment.path("character_end_times_seconds");
        int count = Math.min(letters.size(), Math.min(starts.size(), ends.size()));
        double shift = count > 0 && starts.get(0).asDouble() < last - BACK ? already : 0;
        for (int at = 0; at < count; at++)
            letter(
                    letters.get(at).asText(),
                    starts.get(at).asDouble() + shift,
                    ends.get(at).asDouble() + shift);
    }

    private void letter(String letter, double start, double end) {
        boolean spoken = !letter.isEmpty() && Character.isLetterOrDigit(letter.codePointAt(0));
        boolean inside = spoken || letter.equals("'") || letter.equals("’");
        if (!inside) endWord();
        else {
            if (word.isEmpty()) wordStart = start;
            word.append(letter);
        }
        double from = Math.max(start, last);
        if (end > from) {
            MouthShape shape = spoken ? Alphabet.LETTERS.shape(letter.toLowerCase(Locale.ROOT)) : MouthShape.SILENCE;
            visemes.add(new Viseme(from, end - from, shape));
            last = end;
        }
    }

    private void endWord() {
        if (!word.isEmpty()) words.add(new Timing.Word(word.toString(), wordStart, Math.max(0, last - wordStart)));
        word.setLength(0);
    }
}
