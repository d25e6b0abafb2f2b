package parley.engine.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;

/**
 * What a connection is, but for its key.
 *
 * @param base the address of the provider's wire, where it is not the usual one of that provider
 * @param active whether agents may use it
 * @param maxConcurrent how many answers may be under way through it at once; absent for what is usual
 * @param requestsPerMinute how many answers may begin in a minute; absent for any number
 */
public record Wiring(
        String name,
        String description,
        String provider,
        String model,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable URI base,
        boolean active,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer maxConcurrent,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer requestsPerMinute) {
    private static final int MOST_CONCURRENT = 1000;
    private static final int MOST_A_MINUTE = 100_000;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_ADDRESS = 500;

    public Wiring {
        check("a connection's name", name, LONGEST_NAME);
        check("a connection's provider", provider, LONGEST_NAME);
        check("a connection's model", model, LONGEST_NAME);
        if (description.length() > LONGEST_DESCRIPTION)
            throw Refusal.invalid("a connection's description has at most " + LONGEST_DESCRIPTION + " characters");
        if (base != null) checkAddress(base);
        check("maxConcurrent", maxConcurrent, MOST_CONCURRENT);
        check("requestsPerMinute", requestsPerMinute, MOST_A_MINUTE);
    }

    /** One without limits of its own. */
    public Wiring(String name, String description, String provider, String model, @Nullable URI base, boolean active) {
        this(name, description, provider, model, base, active, null, null);
    }

    /**
     * Reads the address of a provider.
     *
     * @throws Refusal INVALID where it is none
     */
    public static URI address(String text) {
        try {
            URI address = URI.create(text.strip());
            checkAddress(address);
            return address;
        } catch (IllegalArgumentException _) {
            throw strange();
        }
    }

    private static void check(String what, @Nullable Integer number, int most) {
        if (number != null && (number < 1 || number > most)) throw Refusal.invalid(what + " must be 1 to " + most);
    }

    private static void check(String what, String text, int longest) {
        if (text.isBlank() || text.length() > longest)
            throw Refusal.invalid(what + " must be 1 to " + longest + " characters");
        if (text.chars().anyMatch(Character::isISOControl))
            throw Refusal.invalid(what + " must not hold control characters");
    }

    private static void checkAddress(URI address) {
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        boolean bare =
                address.getRawUserInfo() == null && address.getRawQuery() == null && address.getRawFragment() == null;
        if (!web || !bare || address.getHost() == null || address.toString().length() > LONGEST_ADDRESS)
            throw strange();
    }

    private static Refusal strange() {
        return Refusal.invalid("a base URL is http:// or https://, a host, perhaps a port and a path, and nothing more;"
                + " at most " + LONGEST_ADDRESS + " characters");
    }
}
