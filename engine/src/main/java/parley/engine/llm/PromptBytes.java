package parley.engine.llm;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A prompt as bytes that no other prompt has. Numbers are big-endian, an {@code int} has 4 bytes and a {@code long} 8; a
 * text is its length in UTF-16 units as an int and then those units, 2 bytes each; a list is its size as an int and then
 * its members; a truth is one byte, 1 or 0. The order: the text {@code parley.prompt.1}, system, lines (own, speaker,
 * text each), speaker, others, prefill, maxTokens (int), seed (long).
 */
final class PromptBytes {
    private static final String FORM = "parley.prompt.1";

    private PromptBytes() {}

    static String hash(Prompt prompt) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(of(prompt)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    static byte[] of(Prompt prompt) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * prompt.length() + 512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, FORM);
            text(out, prompt.system());
            out.writeInt(prompt.lines().size());
            for (Prompt.Line line : prompt.lines()) {
                out.writeBoolean(line.own());
                text(out, line.speaker());
                text(out, line.text());
            }
            text(out, prompt.speaker());
            out.writeInt(prompt.others().size());
            for (String other : prompt.others()) text(out, other);
            text(out, prompt.prefill());
            out.writeInt(prompt.maxTokens());
            out.writeLong(prompt.seed());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }
}
