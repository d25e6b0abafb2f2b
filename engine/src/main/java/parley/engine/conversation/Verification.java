package parley.engine.conversation;

import java.util.List;

/**
 * What came of folding a conversation's journal anew.
 *
 * @param events events read
 * @param state SHA-256 of the state they fold to, as hexadecimal
 * @param stream SHA-256 of the stream that a viewer sees of them, as hexadecimal
 * @param findings everything that does not hold, each named by its event; empty where all does
 */
public record Verification(
        ConversationId conversation, long events, String state, String stream, List<String> findings) {
    public Verification {
        findings = List.copyOf(findings);
    }

    public boolean holds() {
        return findings.isEmpty();
    }
}
