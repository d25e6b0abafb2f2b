package parley.http.main;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import parley.engine.kernel.Refusal;
import parley.http.api.Administrators;
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

    @Override
    public String toString() {
        return "ServerSettings[" + host + ":" + port + "]";
    }
}
