package parley.engine.speech;

/** A sentence that could not be said; the message is for people. The text stands without its sound. */
public final class SpeechFailure extends RuntimeException {
    public SpeechFailure(String reason) {
        super(reason, null, false, false);
    }
}
