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
 * text each), speaker, others, prefill, maxTokens (int), seed (long). Where there are tools or uses of them, it begins
 * with the text {@code parley.prompt.2} and ends with the tools (name, description, schema each) and the uses (said; the
 * call's id, tool, arguments and echo; result, failed each).
 */
final class PromptBytes {
    private static final String FORM = "parley.prompt.1";
    private static final String FORM_WITH_TOOLS = "parley.prompt.2";

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
            boolean tools = !prompt.tools().isEmpty() || !prompt.uses().isEmpty();
            text(out, tools ? FORM_WITH_TOOLS : FORM);
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
            if (tools) tools(out, prompt);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void tools(DataOutputStream out, Prompt prompt) throws IOException {
        out.writeInt(prompt.tools().size());
        for (ToolSpec tool : prompt.tools()) {
            text(out, tool.name());
            text(out, tool.description());
            text(out, tool.schema());
        }
        out.writeInt(prompt.uses().size());
        for (ToolUse use : prompt.uses()) {
            text(out, use.said());
            text(out, use.call().id());
            text(out, use.call().tool());
            text(out, use.call().arguments());
            text(out, use.call().echo());
            text(out, use.result());
            out.writeBoolean(use.failed());
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }
}
