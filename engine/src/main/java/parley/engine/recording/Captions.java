package parley.engine.recording;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The formats of captions. */
public enum Captions {
    /** WebVTT of the W3C; the speaker is a voice tag. */
    VTT("text/vtt") {
        @Override
        String head() {
            return "WEBVTT\n\n";
        }

        @Override
        String cue(int number, Cue it) {
            return time(it.from(), '.') + " --> " + time(it.to(), '.') + "\n<v " + escaped(it.speaker()) + ">"
                    + escaped(it.text()) + "\n\n";
        }

        // With every > written out no arrow is left that would look like a time.
        private String escaped(String text) {
            return oneLine(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    },
    /** SubRip, which has no way to write a mark that players read as their own: those become marks that look alike. */
    SRT("application/x-subrip") {
        @Override
        String head() {
            return "";
        }

        @Override
        String cue(int number, Cue it) {
            return number + "\n" + time(it.from(), ',') + " --> " + time(it.to(), ',') + "\n" + plain(it.speaker())
                    + ": " + plain(it.text()) + "\n\n";
        }

        private String plain(String text) {
            String arrowless = oneLine(text).replace("-->", "→");
            return STYLE.matcher(TAG.matcher(arrowless).replaceAll("‹")).replaceAll("(");
        }
    };

    private static final Pattern TAG = Pattern.compile("<(?=[/\\p{L}])");
    private static final Pattern STYLE = Pattern.compile("\\{(?=[\\\\/\\p{L}])");
    private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cc}\\u2028\\u2029]+");
    private static final int MILLIS = 1000;
    private static final int SECONDS = 60;
    private static final int MINUTES = 60;

    private final String mediaType;

    Captions(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** What its file names end with. */
    public String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A whole file. */
    public String written(List<Cue> cues) {
        StringBuilder file = new StringBuilder(head());
        for (int at = 0; at < cues.size(); at++) file.append(cue(at + 1, cues.get(at)));
        return file.toString();
    }

    abstract String head();

    abstract String cue(int number, Cue cue);

    private static String oneLine(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }

    private static String time(long millis, char point) {
        long seconds = millis / MILLIS;
        long minutes = seconds / SECONDS;
        return "%02d:%02d:%02d%c%03d"
                .formatted(minutes / MINUTES, minutes % MINUTES, seconds % SECONDS, point, millis % MILLIS);
    }
}
