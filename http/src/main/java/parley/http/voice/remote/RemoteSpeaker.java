package parley.http.voice.remote;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import parley.engine.speech.Literacy;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.SpeechText;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Wav;

/** Speaks by a server; each kind knows how its wire asks and what it answers. */
sealed interface RemoteSpeaker extends Speaker permits OpenAiSpeaker, ElevenLabsSpeaker, CompanionSpeaker {
    SpeechClient client();

    HttpRequest request(String text, Voice voice);

    Sound sound(SpeechClient.Answer answer, Heard heard);

    /** The text without what the server refuses; empty where nothing is left of it. */
    default String accepted(String text) {
        return text;
    }

    /** The most characters that the server takes. */
    default int longest() {
        return Integer.MAX_VALUE;
    }

    default Server server() {
        return client().server();
    }

    @Override
    default CompletionStage<Sound> say(String sentence, Voice voice) {
        String text = accepted(SpeechText.of(sentence, Literacy.FULL, voice, voices()));
        if (text.isEmpty()) return CompletableFuture.completedFuture(Wav.silence());
        if (text.length() > longest())
            return CompletableFuture.failedFuture(new SpeechFailure("the sentence is too long for this voice"));
        Heard heard = new Heard(text, new Troubles(server(), text));
        return client().ask(request(text, voice), heard.troubles(), it -> sound(it, heard));
    }

    @Override
    default List<VoiceInfo> voices() {
        return server().infos();
    }
}
