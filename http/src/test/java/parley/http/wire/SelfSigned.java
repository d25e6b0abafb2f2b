package parley.http.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Sockets of TLS with a certificate that nobody has signed but its owner; the JDK's own tool makes it. */
final class SelfSigned {
    private static final String PASSWORD = "password";

    private SelfSigned() {}

    static ServerSocketFactory sockets(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> order = new ArrayList<>(List.of(tool.toString(), "-genkeypair", "-alias", "it", "-keyalg", "EC"));
        order.addAll(List.of("-dname", "CN=localhost", "-ext", "san=dns:localhost", "-storetype", "PKCS12"));
        order.addAll(List.of("-storepass", PASSWORD, "-keystore", file.toString()));
        Process making = new ProcessBuilder(order)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!making.waitFor(1, TimeUnit.MINUTES) || making.exitValue() != 0) throw new IOException("keytool failed");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }
}
