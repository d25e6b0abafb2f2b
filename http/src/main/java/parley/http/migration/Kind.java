package parley.http.migration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an earlier server keeps, by the name of its table in Python. */
enum Kind {
    USERS("id", ""),
    CONNECTIONS("user_id", ""),
    VOICE_CONNECTIONS("user_id", ""),
    AGENTS("user_id", ""),
    CONVERSATIONS("id", ""),
    MESSAGES("conversation_id", ""),
    CREDIT_TRANSACTIONS("user_id", ""),
    MODEL_CREDIT_COSTS("provider", ""),
    PODCAST_JOBS("id", "podcasts are made anew from their conversations"),
    PROJECTS("id", "projects and their machines are not carried on here"),
    PROJECT_FILES("id", "files of projects lie on the disks of their machines"),
    PROJECT_VM_SERVICES("id", "projects and their machines are not carried on here"),
    CREDITS("id", "a second count of credits, which nothing was ever charged to"),
    CONVERSATION_EVENTS("id", "a second telling of the conversations, with keys in it"),
    AGENT_RATINGS("id", "ratings are not carried over"),
    AGENT_CATEGORYS("id", "categories are not carried over"),
    AGENT_USAGES("id", "counts of use are not carried over");

    private final String sortedBy;
    private final String leftBehind;

    Kind(String sortedBy, String leftBehind) {
        this.sortedBy = sortedBy;
        this.leftBehind = leftBehind;
    }

    /** The name of its array in a file of JSON. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field by which its rows come sorted: their own id, or that of whom they belong to. */
    String sortedBy() {
        return sortedBy;
    }

    /** Why none of it is moved; absent where it is. */
    Optional<String> leftBehind() {
        return leftBehind.isEmpty() ? Optional.empty() : Optional.of(leftBehind);
    }

    /** What a table or an array is, however it is spelt: {@code VoiceConnection}, {@code voice_connections}. */
    static Optional<Kind> named(String name) {
        String plain = singular(name);
        return Arrays.stream(values())
                .filter(it -> singular(it.name()).equals(plain))
                .findFirst();
    }

    private static String singular(String name) {
        String plain = Fields.plain(name);
        if (plain.endsWith("ies")) return plain.substring(0, plain.length() - 3) + "y";
        return plain.endsWith("s") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
