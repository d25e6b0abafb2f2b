package parley.engine.speech;

import java.lang.Character.UnicodeScript;
import java.util.regex.Pattern;

/** Marks as a voice reads them best: each but once, and one at the end, without which some voices do not stop well. */
final class Marks {
    private static final Pattern RUN = Pattern.compile("[!?！？]{2,}+");
    private static final Pattern DOTS = Pattern.compile("\\.{3,}+|。{3,}+|…{2,}+");
    private static final String ENDS = ".!?…:;,—–。！？：；，、।॥؟۔؛،።։";
    private static final String CLOSERS = "\"'”’»«“)]}」』）】›";

    private Marks() {}

    static String tidy(String text) {
        if (text.isEmpty()) return text;
        String once = RUN.matcher(text).replaceAll(it -> once(it.group()));
        return ended(DOTS.matcher(once).replaceAll("…"));
    }

    private static String once(String run) {
        String question = run.contains("？") ? "？" : run.contains("?") ? "?" : "";
        String call = run.contains("！") ? "！" : run.contains("!") ? "!" : "";
        return question + call;
    }

    private static String ended(String text) {
        int last = text.length() - 1;
        while (last > 0 && CLOSERS.indexOf(text.charAt(last)) >= 0) last--;
        return ENDS.indexOf(text.charAt(last)) >= 0 ? text : text + stop(text.codePointAt(last));
    }

    private static String stop(int last) {
        return switch (UnicodeScript.of(last)) {
            case HAN, HIRAGANA, KATAKANA -> "。";
            case DEVANAGARI, BENGALI -> "।";
            default -> ".";
        };
    }
}
