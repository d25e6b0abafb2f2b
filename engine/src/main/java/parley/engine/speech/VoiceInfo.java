package parley.engine.speech;

/** A voice on offer: its name, how a person reads it, and its language as a BCP 47 tag. */
public record VoiceInfo(Voice voice, String label, String language) {}
