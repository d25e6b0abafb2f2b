package parley.engine.user;

import java.util.regex.Pattern;
import parley.engine.kernel.Refusal;

/**
 * Somebody as a provider of sign-ins knows them, for ever.
 *
 * @param provider {@code google} for instance
 * @param subject the provider's own id of them, which is not their e-mail
 */
public record Identity(String provider, String subject) {
    private static final Pattern PROVIDER = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    /** OpenID Connect allows 255 characters; what providers send is far shorter and has to fit a persistence id. */
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:@-]{0,159}");

    public Identity {
        if (!PROVIDER.matcher(provider).matches() || !SUBJECT.matcher(subject).matches())
            throw Refusal.invalid("this is no identity that a provider gives");
    }

    /** The same for nobody else. */
    String key() {
        return provider + "~" + subject;
    }
}
