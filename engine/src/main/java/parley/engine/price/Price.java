package parley.engine.price;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;

/**
 * One row of the price list. Amounts are exact decimals of a credit; what they come to is rounded up once, at the end,
 * so that an account holds whole credits only.
 *
 * @param provider whose model it is
 * @param model its name there, or {@link #ANY}
 * @param fallback whether it also stands for the provider's models that have no row of their own
 * @param version of the price list when this row was set; 0 is the configured default
 * @param message for each reply, whatever its length
 * @param input for each thousand tokens of the prompt
 * @param output for each thousand tokens of the reply
 * @param cachedInput for each thousand tokens that the provider had in its cache; absent where they cost the same
 * @param cacheWrite for each thousand tokens that the provider has put into its cache; absent where they cost the same
 * @param reasoning for each thousand tokens of reasoning; absent where they cost as much as output
 * @param audio for each thousand tokens of sound; absent where they cost as much as output
 * @param providerShare the part that the provider is paid, 0 to 1; the rest is revenue
 */
public record Price(
        String provider,
        String model,
        boolean fallback,
        long version,
        BigDecimal message,
        BigDecimal input,
        BigDecimal output,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal cachedInput,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal reasoning,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal audio,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal cacheWrite,

        BigDecimal providerShare)
        implements Message {
    /** Every model of a provider. */
    public static final String ANY = "*";

    /** Far above any real price. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    private static final int DECIMALS = 6;
    private static final int THOUSAND = 3;

    public Price {
        if (provider.isBlank() || provider.length() > 100 || model.isBlank() || model.length() > 255)
            throw Refusal.invalid("a price names its provider in 1 to 100 and its model in 1 to 255 characters");
        fallback |= model.equals(ANY);
        message = amount("message", message);
        input = amount("input", input);
        output = amount("output", output);
        cachedInput = cachedInput == null ? null : amount("cachedInput", cachedInput);
        reasoning = reasoning == null ? null : amount("reasoning", reasoning);
        audio = audio == null ? null : amount("audio", audio);
        cacheWrite = cacheWrite == null ? null : amount("cacheWrite", cacheWrite);
        providerShare = amount("providerShare", providerShare);
        if (providerShare.compareTo(BigDecimal.ONE) > 0) throw Refusal.invalid("providerShare must be 0 to 1");
    }

    /** A row that writes a cache for the price of the prompt. */
    public Price(
            String provider,
            String model,
            boolean fallback,
            long version,
            BigDecimal message,
            BigDecimal input,
            BigDecimal output,
            @Nullable BigDecimal cachedInput,
            @Nullable BigDecimal reasoning,
            @Nullable BigDecimal audio,
            BigDecimal providerShare) {
        this(
                provider,
                model,
                fallback,
                version,
                message,
                input,
                output,
                cachedInput,
                reasoning,
                audio,
                null,
                providerShare);
    }

    /** A price by the message and by the thousand tokens, in and out alike; all of it is revenue. */
    public static Price of(ModelRef model, String message, String thousandTokens) {
        BigDecimal tokens = new BigDecimal(thousandTokens);
        return new Price(
                model.provider(),
                model.model(),
                false,
                0,
                new BigDecimal(message),
                tokens,
                tokens,
                null,
                null,
                null,
                BigDecimal.ZERO);
    }

    /** Plain digits and no needless zeros, so that the same price is the same text. */
    private static BigDecimal amount(String what, BigDecimal it) {
        if (it.signum() < 0 || it.compareTo(MOST) > 0 || it.stripTrailingZeros().scale() > DECIMALS)
            throw Refusal.invalid(what + " must be 0 to " + MOST + " with at most " + DECIMALS + " decimals");
        BigDecimal plain = it.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0, RoundingMode.UNNECESSARY) : plain;
    }

    /** The same row as set with this version of the list. */
    Price at(long version) {
        return new Price(
                provider,
                model,
                fallback,
                version,
                message,
                input,
                output,
                cachedInput,
                reasoning,
                audio,
                cacheWrite,
                providerShare);
    }

    /** What a question beside the turns costs: its tokens, but no reply. */
    @JsonIgnore
    public Price question() {
        return new Price(
                provider,
                model,
                fallback,
                version,
                BigDecimal.ZERO,
                input,
                output,
                cachedInput,
                reasoning,
                audio,
                cacheWrite,
                providerShare);
    }

    /** What a use did cost, in whole credits. A report is not to be trusted: no count in it is taken as negative. */
    public long cost(Usage usage) {
        long in = tokens(usage.inputTokens());
        long cached = Math.min(in, tokens(usage.cachedInputTokens()));
        long written = Math.min(in - cached, tokens(usage.cacheWriteTokens()));
        long out = tokens(usage.outputTokens());
        long thought = Math.min(out, tokens(usage.reasoningTokens()));
        long heard = Math.min(out - thought, tokens(usage.audioTokens()));
        return credits(times(in - cached - written, input)
                .add(times(cached, cachedInput == null ? input : cachedInput))
                .add(times(written, cacheWrite == null ? input : cacheWrite))
                .add(times(out - thought - heard, output))
                .add(times(thought, reasoning == null ? output : reasoning))
                .add(times(heard, audio == null ? output : audio)));
    }

    /** The most that a reply of so many tokens can cost, to be held before it is asked for. */
    public long most(long promptTokens, long answerTokens) {
        return credits(times(tokens(promptTokens), dearestInput()).add(times(tokens(answerTokens), dearestOutput())));
    }

    /** The longest answer, in tokens, whose reply costs no more than so many credits; below 1 where none does. */
    public long affordable(long promptTokens, long credits) {
        if (credits < most(promptTokens, 1)) return 0;
        BigDecimal rate = dearestOutput();
        if (rate.signum() == 0) return Integer.MAX_VALUE;
        BigDecimal left = BigDecimal.valueOf(credits)
                .subtract(message)
                .subtract(times(tokens(promptTokens), dearestInput()).movePointLeft(THOUSAND));
        return left.movePointRight(THOUSAND)
                .divide(rate, 0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .longValue();
    }

    /** How much of a charge goes to the provider, in whole credits, rounded down. */
    public long providerPart(long credits) {
        return providerShare
                .multiply(BigDecimal.valueOf(credits))
                .setScale(0, RoundingMode.DOWN)
                .longValue();
    }

    /** Whether tokens cost anything. */
    public boolean byTokens() {
        return dearestInput().signum() > 0 || dearestOutput().signum() > 0;
    }

    private BigDecimal dearestInput() {
        BigDecimal read = cachedInput == null ? input : input.max(cachedInput);
        return cacheWrite == null ? read : read.max(cacheWrite);
    }

    private BigDecimal dearestOutput() {
        return Stream.of(output, reasoning == null ? output : reasoning, audio == null ? output : audio)
                .max(BigDecimal::compareTo)
                .orElseThrow();
    }

    private long credits(BigDecimal thousandths) {
        return message.add(thousandths.movePointLeft(THOUSAND))
                .setScale(0, RoundingMode.CEILING)
                .longValue();
    }

    private static BigDecimal times(long tokens, BigDecimal price) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }

    private static long tokens(long count) {
        return Math.clamp(count, 0, Integer.MAX_VALUE);
    }
}
