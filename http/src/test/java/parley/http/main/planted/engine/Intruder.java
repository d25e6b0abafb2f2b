package parley.http.main.planted.engine;

import java.sql.Connection;
import java.util.List;
import org.pac4j.jwt.credentials.authenticator.JwtAuthenticator;
import parley.engine.kernel.Message;
import parley.http.main.planted.shed.Shed;

/** Breaks every rule of the house, so that the rules are known to find it. */
public final class Intruder implements Message {
    private Intruder() {}

    static void open(JwtAuthenticator authenticator, Shed shed, Connection connection) {
        authenticator.setEncryptionConfigurations(List.of());
        throw new IllegalStateException(shed.getClass() + " and " + connection);
    }
}
