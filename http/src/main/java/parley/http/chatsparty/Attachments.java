package parley.http.chatsparty;

import java.util.List;
import parley.engine.kernel.Refusal;

/**
 * Puts the texts of attached files before a message for the agents, between marks by which they are cut off again
 * wherever people are shown the message. The marks are those that the first servers stored.
 */
final class Attachments {
    /** Files with one message. */
    static final int MOST = 10;

    private static final String BEGIN = "=== ATTACHED FILES CONTEXT ===";
    private static final String END = "=== END FILE CONTEXT ===";
    private static final String CUT = "\n[the rest of this file is left out]";

    /** As much as a room takes as one message. */
    private static final int LONGEST = 32_000;

    private static final int LEAST = 200;
    private static final int LONGEST_NAME = 200;

    private Attachments() {}

    /**
     * What the agents are told; the message alone where nothing is attached. Long files are cut so that all fit; INVALID
     * where there are too many or the message leaves them no room.
     */
    static String told(String message, List<Attachment> files) {
        if (files.isEmpty()) return unmarked(message);
        if (files.size() > MOST) throw Refusal.invalid("a message can have at most " + MOST + " file attachments");
        int room = LONGEST - message.length() - BEGIN.length() - END.length() - 4;
        StringBuilder told = new StringBuilder(BEGIN).append('\n');
        for (int at = 0; at < files.size(); at++) {
            String file = file(files.get(at), room / (files.size() - at));
            room -= file.length();
            told.append(file);
        }
        return told.append(END).append("\n\n").append(unmarked(message)).toString();
    }

    /** What people are shown of it. */
    static String shown(String told) {
        if (!told.startsWith(BEGIN)) return told;
        int end = told.indexOf(END);
        return end < 0 ? told : told.substring(end + END.length()).stripLeading();
    }

    private static String file(Attachment file, int room) {
        String title = "--- " + name(file) + " ---\n";
        int left = room - title.length() - CUT.length() - 1;
        if (left < LEAST) throw Refusal.invalid("the message leaves no room for its file attachments");
        String content = unmarked(file.content() == null ? "" : file.content().strip());
        return title + (content.length() <= left ? content : first(left, content) + CUT) + "\n";
    }

    private static String name(Attachment file) {
        String name = file.filename() == null ? "file" : file.filename();
        String type = file.fileType() == null ? "text" : file.fileType();
        String line = (name + " (" + type + ")").replaceAll("\\s+", " ");
        return unmarked(line.length() <= LONGEST_NAME ? line : first(LONGEST_NAME, line));
    }

    /** Never half of a surrogate pair. */
    private static String first(int length, String text) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** Nobody hides anything by writing a mark. */
    private static String unmarked(String text) {
        return text.replace(BEGIN, BEGIN.replace("===", "==")).replace(END, END.replace("===", "=="));
    }
}
