package parley.http.chatsparty;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.storage.FileId;
import parley.engine.storage.StoredFile;

/**
 * What clients call a stored file: {@code users/USER/files/FILE.pdf}, or {@code projects/PROJECT/files/FILE.pdf} for one
 * that was sent for a project. It names no place in the store, and opens nothing to anybody but its owner.
 */
final class StorageKey {
    private static final String PROJECT = "project:";
    private static final Pattern SHAPE =
            Pattern.compile("(?:users|projects)/[^/]{1,128}/files/([A-Za-z0-9_-]{1,64})(?:\\.[a-z0-9]{1,16})?");
    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,16}$");

    private StorageKey() {}

    /** The key of a file. */
    static String of(StoredFile file) {
        return folder(file.owner(), file.conversation()) + file.id() + ending(file.name());
    }

    /** The file that a key may mean; NOT_FOUND where it means none. */
    static FileId file(String key) {
        Matcher matcher = SHAPE.matcher(key);
        if (!matcher.matches()) throw unknown();
        return new FileId(matcher.group(1));
    }

    /** What a file of a project is sent for. */
    static String of(String project) {
        return PROJECT + project;
    }

    /** The same file where this is its key. */
    static StoredFile checked(StoredFile file, String key) {
        if (!of(file).equals(key)) throw unknown();
        return file;
    }

    static Refusal unknown() {
        return Refusal.notFound("File not found");
    }

    private static String folder(UserId owner, @Nullable String sentFor) {
        return sentFor != null && sentFor.startsWith(PROJECT)
                ? "projects/" + sentFor.substring(PROJECT.length()) + "/files/"
                : "users/" + owner + "/files/";
    }

    private static String ending(String name) {
        Matcher matcher = ENDING.matcher(name);
        return matcher.find() ? matcher.group().toLowerCase(Locale.ROOT) : "";
    }
}
