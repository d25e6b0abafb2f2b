package parley.engine.voicing;

/** Whose voices they are. */
public enum VoiceProvider {
    ELEVENLABS,
    OPENAI,
    GOOGLE,
    /** This server's own. */
    CHATSPARTY
}
