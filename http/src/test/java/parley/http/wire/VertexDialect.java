package parley.http.wire;

import java.io.IOException;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.ClientTransport;
import parley.engine.kernel.Secret;
import parley.http.wire.google.AccessTokens;
import parley.http.wire.google.VertexWire;

/** Gemini at Vertex AI: the same words, but a service account's word is first changed for a token. */
record VertexDialect(Dialect gemini) implements Dialect {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final FaultServer TOKENS = tokens();
    private static final String FILE = file();

    @Override
    public String name() {
        return "vertex";
    }

    @Override
    public Wire wire(ActorSystem system) {
        WireSettings settings = new Fault("", Fault.Patience.ENDLESS, _ -> _ -> {}).settings();
        AccessTokens tokens = new AccessTokens(settings, SOON, ClientTransport.TCP(), system, Clock.systemUTC());
        return new VertexWire(null, "party", "europe-west4", tokens);
    }

    @Override
    public Endpoint at(URI server) {
        return new Endpoint(name(), server.resolve("/v1"), Optional.of(new Secret(FILE)));
    }

    @Override
    public List<String> answer(List<String> texts, Told usage) {
        return gemini.answer(texts, usage);
    }

    @Override
    public int whole(List<String> events) {
        return gemini.whole(events);
    }

    @Override
    public String trouble(Trouble what) {
        return gemini.trouble(what);
    }

    @Override
    public String refusal(int status) {
        return gemini.refusal(status);
    }

    /** Gives the canary to whoever asks; as a daemon of this process it needs no end. */
    private static FaultServer tokens() {
        try {
            String token = "{\"access_token\":\"" + Canary.KEY + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";
            return new FaultServer(line -> line.write(Dialect.head("application/json", "") + token));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String file() {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
            pairs.initialize(2048);
            String key = Base64.getEncoder()
                    .encodeToString(pairs.generateKeyPair().getPrivate().getEncoded());
            return """
                {"type":"service_account","project_id":"party","private_key_id":"k1",
                 "private_key":"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n",
                 "client_email":"it@party.iam.gserviceaccount.com","token_uri":"%s/token"}\
                """.formatted(key, TOKENS.base());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
