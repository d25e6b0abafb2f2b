package parley.engine.user;

import java.util.Locale;
import java.util.regex.Pattern;
import parley.engine.kernel.Refusal;

/** An e-mail address, as its owner writes it. */
public record Email(String address) {
    /** Short enough to be a part of a persistence id. */
    private static final int LONGEST = 200;
    /** What browsers accept in an e-mail field, without the bar, which a persistence id cannot hold. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{}~-]+"
            + "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    public Email {
        address = address.strip();
        if (address.length() > LONGEST || !FORM.matcher(address).matches())
            throw Refusal.invalid("an e-mail looks like ada@example.org and has at most " + LONGEST + " characters");
    }

    /** The same for all spellings of one address. */
    public String normalised() {
        return address.toLowerCase(Locale.ROOT);
    }
}
