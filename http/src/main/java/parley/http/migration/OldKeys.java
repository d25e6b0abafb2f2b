package parley.http.migration;

import java.util.Optional;
import java.util.regex.Pattern;
import parley.engine.kernel.Secret;
import parley.engine.safe.CbcKeys;
import parley.engine.safe.FernetKeys;

/** Opens providers' keys as the earlier servers sealed them; how, each key tells by its form. */
final class OldKeys {
    private static final Pattern CBC = Pattern.compile("[0-9a-fA-F]{32}:[0-9a-fA-F]+");
    private static final String OPEN = "none";

    private final Optional<FernetKeys> python;
    private final Optional<CbcKeys> node;
    private final boolean open;

    /** With the secrets of both, where they are known, and how a source says that its keys are sealed. */
    OldKeys(Secret masterKey, Secret jwtSecret, Optional<String> scheme) {
        python = known(masterKey).map(FernetKeys::of);
        node = known(jwtSecret).map(CbcKeys::of);
        open = scheme.filter(OPEN::equals).isPresent();
    }

    private static Optional<Secret> known(Secret secret) {
        return secret.reveal().isEmpty() ? Optional.empty() : Optional.of(secret);
    }

    /** The key in a row; none where there is none. */
    Optional<Secret> read(Fields row) {
        Optional<String> stored = row.text("encrypted_api_key", "api_key");
        if (stored.isEmpty()) return Optional.empty();
        String text = stored.get();
        boolean cbc = CBC.matcher(text).matches();
        if (open || (!cbc && !row.flag(true, "api_key_encrypted"))) return Optional.of(new Secret(text));
        return cbc
                ? node.orElseThrow(() -> new Misfit("JWT_SECRET is not given")).read(text)
                : python.orElseThrow(() -> new Misfit("ENCRYPTION_MASTER_KEY is not given"))
                        .read(text);
    }
}
