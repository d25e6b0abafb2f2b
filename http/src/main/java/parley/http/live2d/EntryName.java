package parley.http.live2d;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import parley.http.edge.Problem;

/** The name of a file in an archive: relative, of decent length, and never leading out of the folder it is unpacked to. */
record EntryName(String path) {
    /** What is unpacked (contract, 7.7); files of other kinds are left out. */
    static final List<String> EXTENSIONS = List.of(".json", ".moc3", ".png", ".jpeg", ".jpg", ".wav", ".mp3", ".ogg");

    private static final int LONGEST = 1000;
    private static final int LONGEST_PART = 255;
    private static final int DEEPEST = 16;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    /** What Windows would take for something else than it says: streams, devices, and endings that it drops. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("(?is).*[:*?\"<>|\\p{Cntrl}].*|.*[. ]|(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private static final Set<String> CLUTTER = Set.of("__macosx");

    /** Reads a name as archives have it, some with backslashes; a Problem for one that no decent archive has. */
    static EntryName of(String given) {
        String path = given.replace('\\', '/');
        if (path.startsWith("/") || DRIVE.matcher(path).matches())
            throw no(given, "it is absolute; names must stay within the archive");
        String inner = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String[] parts = inner.split("/", -1);
        if (inner.length() > LONGEST || parts.length > DEEPEST) throw no(given, "it is too long or too deep");
        for (String part : parts) {
            if (part.equals("..")) throw no(given, "it leads out of the archive");
            if (part.isEmpty() || part.equals(".") || AMBIGUOUS.matcher(part).matches())
                throw no(given, "not every system can have a file of this name");
            if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) throw no(given, "it is too long");
        }
        return new EntryName(inner);
    }

    private static Problem no(String given, String why) {
        StringBuilder shown = new StringBuilder();
        given.codePoints()
                .limit(80)
                .map(it -> Character.isISOControl(it) ? '?' : it)
                .forEach(shown::appendCodePoint);
        return Problem.malformed("the archive has a file named \"" + shown + "\": " + why);
    }

    /** Equal for names that some file system takes for the same. */
    String key() {
        return Normalizer.normalize(path, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** Whether it is of a kind that models have, and not hidden. */
    boolean wanted() {
        String lower = path.toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().anyMatch(lower::endsWith)
                && Stream.of(lower.split("/", -1)).noneMatch(it -> it.startsWith(".") || CLUTTER.contains(it));
    }

    /** The folder it is in, with a slash at the end; empty at the top. */
    String folder() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    int depth() {
        return path.split("/", -1).length;
    }
}
