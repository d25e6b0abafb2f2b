package parley.persistence.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import parley.engine.kernel.Secret;

/** Where a database is and who asks for it: whatever form an operator wrote, this is the form that JDBC takes. */
record Address(String url, String user, Secret password) {
    private static final List<String> CLOUD_FORMS = List.of("postgres://", "postgresql://");
    private static final String H2_FILE = "jdbc:h2:file:";

    /**
     * What every H2 file needs: a commit reaches the file before it is acknowledged, so that a killed process loses
     * nothing, and the file is closed by us, after the last actor has stopped, not by a hook of H2's own.
     */
    private static final List<String> H2_SAFETY = List.of("WRITE_DELAY=0", "DB_CLOSE_ON_EXIT=FALSE");

    static Address of(String url, String user, Secret password) {
        if (CLOUD_FORMS.stream().anyMatch(url::startsWith)) return cloud(URI.create(url), user, password);
        if (url.startsWith(H2_FILE)) return new Address(file(url), user, password);
        return new Address(url, user, password);
    }

    /** Reads {@code postgres://user:password@host:port/database?options}, the form that hosting platforms hand out. */
    private static Address cloud(URI uri, String user, Secret password) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String url = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + options;
        if (uri.getRawUserInfo() == null) return new Address(url, user, password);
        String[] who = uri.getRawUserInfo().split(":", 2);
        return new Address(url, decoded(who[0]), who.length == 1 ? password : new Secret(decoded(who[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** H2 refuses relative paths, and takes options after semicolons. */
    private static String file(String url) {
        String[] parts = url.substring(H2_FILE.length()).split(";", 2);
        Path path = Path.of(parts[0].replaceFirst("^~", System.getProperty("user.home")));
        StringBuilder whole =
                new StringBuilder(H2_FILE).append(path.toAbsolutePath().normalize());
        if (parts.length == 2) whole.append(';').append(parts[1]);
        for (String option : H2_SAFETY)
            if (!url.contains(option.substring(0, option.indexOf('='))))
                whole.append(';').append(option);
        return whole.toString();
    }

    /** The place alone, fit for a message: without options, which may hold a password. */
    String place() {
        return url.split("[?;]", 2)[0];
    }
}
