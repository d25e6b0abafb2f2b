package parley.http.migration;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what an operator has named: a PostgreSQL server, a file of SQLite, or a file of JSON. */
final class Place {
    private static final Pattern POSTGRES =
            Pattern.compile("(?:jdbc:)?postgres(?:ql)?(?:\\+\\w+)?://(.*)", Pattern.DOTALL);
    private static final Pattern SQLITE = Pattern.compile("(?:jdbc:)?sqlite(?:\\+\\w+)?:(?:///)?(.*)", Pattern.DOTALL);
    private static final byte[] SQLITE_FILE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private Place() {}

    static Origin open(String place) {
        Matcher postgres = POSTGRES.matcher(place);
        if (postgres.matches()) return postgres(URI.create("postgresql://" + postgres.group(1)));
        Matcher sqlite = SQLITE.matcher(place);
        Path file = Path.of(sqlite.matches() ? sqlite.group(1) : place);
        if (!Files.isRegularFile(file) || !Files.isReadable(file))
            throw new Unmovable("there is no file " + file + " to read", null);
        return isSqlite(file) ? sqlite(file) : StagedOrigin.of(file);
    }

    private static boolean isSqlite(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(SQLITE_FILE.length), SQLITE_FILE);
        } catch (IOException failure) {
            throw new Unmovable("the file " + file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static Origin sqlite(Path file) {
        try {
            Properties readOnly = new Properties();
            readOnly.setProperty("open_mode", "1");
            return new SqlOrigin(DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), readOnly));
        } catch (SQLException failure) {
            throw SqlOrigin.broken(failure);
        }
    }

    private static Origin postgres(URI url) {
        Properties who = new Properties();
        if (url.getRawUserInfo() != null) {
            String[] parts = url.getRawUserInfo().split(":", 2);
            who.setProperty("user", decoded(parts[0]));
            if (parts.length == 2) who.setProperty("password", decoded(parts[1]));
        }
        for (String option :
                url.getRawQuery() == null ? new String[0] : url.getRawQuery().split("&", -1)) {
            String[] parts = option.split("=", 2);
            if (parts.length < 2) continue;
            who.setProperty(parts[0].equals("schema") ? "currentSchema" : parts[0], decoded(parts[1]));
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        try {
            Connection connection =
                    DriverManager.getConnection("jdbc:postgresql://" + url.getHost() + port + url.getRawPath(), who);
            connection.setReadOnly(true);
            return new SqlOrigin(connection);
        } catch (SQLException failure) {
            throw SqlOrigin.broken(failure);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
