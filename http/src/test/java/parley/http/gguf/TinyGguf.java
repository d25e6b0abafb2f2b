package parley.http.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a model file that is made out of numbers alone: each word of one sentence makes the next one certain, and the
 * layer between adds nothing, so that every engine says that sentence and ends.
 */
public final class TinyGguf {
    /** What it always says. */
    public static final String SENTENCE = "Hello, I am a tiny test model made out of numbers.";

    /** The tokens of what it says, the mark at its end among them. */
    static final int TOKENS = 14;

    static final int WINDOW = 2048;

    private static final List<String> WORDS =
            List.of("Hello", ",", "I", "am", "a", "tiny", "test", "model", "made", "out", "of", "numbers", ".");
    private static final String LETTERS =
            "\u2581etaoinshrdlcumwfgypbvkjxqzETAOINSHRDLCUMWFGYPBVKJXQZ0123456789'\"-:;()\n";
    private static final String TEMPLATE =
            "{% for m in messages %}{{ '<|' + m['role'] + '|>' + m['content'] + '</s>' }}{% endfor %}"
                    + "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}";
    private static final int NORMAL = 1;
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int UNUSED = 5;
    private static final int BYTE = 6;
    private static final int WIDTH = 384;
    private static final int INNER = 64;
    private static final float CERTAIN = 12;

    private record Token(String text, float score, int kind) {}

    private record Tensor(String name, FloatBuffer data, List<Integer> dimensions) {
        Tensor(String name, float[] data, Integer... dimensions) {
            this(name, FloatBuffer.wrap(data), List.of(dimensions));
        }
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Token> tokens = new ArrayList<>();
    private final Map<String, Integer> index = new HashMap<>();
    private final String last;

    private TinyGguf(String last) {
        this.last = last;
        token("<unk>", 0, UNKNOWN);
        for (String each : List.of("<s>", "</s>", "<|user|>", "<|assistant|>", "<|system|>")) token(each, 0, CONTROL);
        for (int each = 0; each < 256; each++) token("<0x%02X>".formatted(each), 0, BYTE);
        Stream.concat(WORDS.stream().map(TinyGguf::piece), LETTERS.codePoints().mapToObj(Character::toString))
                .distinct()
                .forEach(it -> token(it, 261 - tokens.size(), NORMAL));
        while (tokens.size() < WIDTH) token("<|pad" + tokens.size() + "|>", 0, UNUSED);
    }

    /** Writes the file. */
    public static Path at(Path file) throws IOException {
        return Files.write(file, new TinyGguf("</s>").written());
    }

    /** Writes one that begins its sentence anew for ever. */
    public static Path endlessAt(Path file) throws IOException {
        return Files.write(file, new TinyGguf("\u2581Hello").written());
    }

    private static String piece(String word) {
        return Character.isLetter(word.charAt(0)) ? "\u2581" + word : word;
    }

    private void token(String text, float score, int kind) {
        index.put(text, tokens.size());
        tokens.add(new Token(text, score, kind));
    }

    private byte[] written() {
        List<Tensor> tensors = tensors();
        bytes.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(number(4, 3));
        bytes.writeBytes(number(8, tensors.size()));
        bytes.writeBytes(number(8, 20));
        entries();
        long offset = 0;
        for (Tensor each : tensors) {
            text(each.name);
            bytes.writeBytes(number(4, each.dimensions.size()));
            for (int dimension : each.dimensions) bytes.writeBytes(number(8, dimension));
            bytes.writeBytes(number(4, 0));
            bytes.writeBytes(number(8, offset));
            offset += aligned(each.data.capacity() * 4);
        }
        bytes.writeBytes(new byte[aligned(bytes.size()) - bytes.size()]);
        for (Tensor each : tensors) {
            ByteBuffer data =
                    ByteBuffer.allocate(aligned(each.data.capacity() * 4)).order(ByteOrder.LITTLE_ENDIAN);
            data.asFloatBuffer().put(each.data.duplicate());
            bytes.writeBytes(data.array());
        }
        return bytes.toByteArray();
    }

    private void entries() {
        entry("general.architecture", "llama");
        entry("general.name", "tiny");
        entry("general.file_type", 0);
        entry("llama.context_length", WINDOW);
        entry("llama.embedding_length", WIDTH);
        entry("llama.block_count", 1);
        entry("llama.feed_forward_length", INNER);
        entry("llama.attention.head_count", WIDTH / INNER);
        entry("llama.attention.head_count_kv", WIDTH / INNER);
        entry("llama.rope.dimension_count", INNER);
        text("llama.attention.layer_norm_rms_epsilon");
        bytes.writeBytes(number(4, 6));
        bytes.writeBytes(number(4, Float.floatToIntBits(1e-5f)));
        entry("llama.vocab_size", WIDTH);
        entry("tokenizer.ggml.model", "llama");
        list("tokenizer.ggml.tokens", 8);
        tokens.forEach(it -> text(it.text));
        list("tokenizer.ggml.scores", 6);
        tokens.forEach(it -> bytes.writeBytes(number(4, Float.floatToIntBits(it.score))));
        list("tokenizer.ggml.token_type", 5);
        tokens.forEach(it -> bytes.writeBytes(number(4, it.kind)));
        entry("tokenizer.ggml.bos_token_id", 1);
        entry("tokenizer.ggml.eos_token_id", 2);
        entry("tokenizer.ggml.unknown_token_id", 0);
        entry("tokenizer.chat_template", TEMPLATE);
    }

    private List<Tensor> tensors() {
        float[] each = new float[WIDTH * WIDTH];
        float[] next = new float[WIDTH * WIDTH];
        Map<Integer, Integer> after = new HashMap<>();
        String before = "<|assistant|>";
        for (String word : WORDS) {
            after.put(at(before), at(piece(word)));
            before = piece(word);
        }
        after.put(at("."), at(last));
        for (int token = 0; token < WIDTH; token++) {
            each[token * WIDTH + token] = 1;
            next[after.getOrDefault(token, at("\u2581Hello")) * WIDTH + token] = (float) (CERTAIN / Math.sqrt(WIDTH));
        }
        List<Tensor> all = new ArrayList<>(List.of(
                new Tensor("token_embd.weight", each, WIDTH, WIDTH),
                new Tensor("output_norm.weight", ones(), WIDTH),
                new Tensor("output.weight", next, WIDTH, WIDTH),
                new Tensor("blk.0.attn_norm.weight", ones(), WIDTH),
                new Tensor("blk.0.ffn_norm.weight", ones(), WIDTH)));
        for (String name : List.of("attn_q", "attn_k", "attn_v", "attn_output"))
            all.add(new Tensor("blk.0." + name + ".weight", new float[WIDTH * WIDTH], WIDTH, WIDTH));
        for (String name : List.of("ffn_gate", "ffn_up"))
            all.add(new Tensor("blk.0." + name + ".weight", new float[WIDTH * INNER], WIDTH, INNER));
        all.add(new Tensor("blk.0.ffn_down.weight", new float[WIDTH * INNER], INNER, WIDTH));
        return all;
    }

    private int at(String token) {
        return index.getOrDefault(token, 0);
    }

    private static float[] ones() {
        float[] ones = new float[WIDTH];
        Arrays.fill(ones, 1);
        return ones;
    }

    private void entry(String key, String value) {
        text(key);
        bytes.writeBytes(number(4, 8));
        text(value);
    }

    private void entry(String key, int value) {
        text(key);
        bytes.writeBytes(number(4, 4));
        bytes.writeBytes(number(4, value));
    }

    private void list(String key, int of) {
        text(key);
        bytes.writeBytes(number(4, 9));
        bytes.writeBytes(number(4, of));
        bytes.writeBytes(number(8, tokens.size()));
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(number(8, utf8.length));
        bytes.writeBytes(utf8);
    }

    private static int aligned(int size) {
        return Math.ceilDiv(size, 32) * 32;
    }

    private static byte[] number(int size, long value) {
        ByteBuffer buffer =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        return Arrays.copyOf(buffer.array(), size);
    }
}
