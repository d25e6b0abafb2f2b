package parley.http.main;

import com.typesafe.config.Config;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import parley.engine.kernel.Refusal;
import parley.engine.safe.MasterKeys;
import parley.http.edge.Administrators;
import parley.http.edge.OldTokens;
import parley.http.edge.TokenSecret;

/**
 * Where a server listens and what it keeps beside its database.
 *
 * @param data the directory for what is kept in files
 * @param stopWithin how long answers under way may go on once the server is told to stop
 */
record ServerSettings(
        String host,
        int port,
        Path data,
        String jwtSecret,
        OldTokens oldTokens,
        String masterKey,
        Duration stopWithin,
        Administrators administrators) {
    /** Reads {@code parley}. */
    static ServerSettings from(Config config) {
        return new ServerSettings(
                config.getString("http.host"),
                config.getInt("http.port"),
                Path.of(config.getString("data")),
                config.getString("http.jwt-secret"),
                OldTokens.under(Map.of(
                        "SECRET_KEY", config.getString("http.legacy.python-secret"),
                        "JWT_SECRET", config.getString("http.legacy.node-secret"))),
                config.getString("master-key"),
                config.getDuration("http.stop-within"),
                administrators(config.getString("admins")));
    }

    private static Administrators administrators(String list) {
        try {
            return Administrators.named(list);
        } catch (Refusal no) {
            throw new CannotStart("parley.admins names e-mails with commas between them; " + no.reason(), no);
        }
    }

    /** The operator's own secret, else the one that is kept in the data directory; there is never a third. */
    TokenSecret tokenSecret() {
        return jwtSecret.isEmpty() ? TokenSecret.keptIn(data) : TokenSecret.configured(jwtSecret);
    }

    /** The operator's own master keys, else those in the data directory; there is never nothing. */
    MasterKeys masterKeys() {
        return kept(() ->
                masterKey.isBlank() ? MasterKeys.keptIn(data, new SecureRandom()) : MasterKeys.configured(masterKey));
    }

    /** The same with a new one that seals from now on. */
    MasterKeys renewedKeys() {
        if (!masterKey.isBlank())
            throw new CannotStart(
                    "the master keys are those of PARLEY_MASTER_KEY: put a new one before them, with a comma between,"
                            + " and run this again",
                    null);
        return kept(() -> MasterKeys.renewedIn(data, new SecureRandom()));
    }

    private static MasterKeys kept(Supplier<MasterKeys> keys) {
        try {
            return keys.get();
        } catch (UncheckedIOException | IllegalArgumentException failure) {
            throw new CannotStart(String.valueOf(failure.getMessage()), failure);
        }
    }

    @Override
    public String toString() {
        return "ServerSettings[" + host + ":" + port + "]";
    }
}
