package parley.http.recording;

import java.util.List;
import parley.engine.recording.Script;

/** What is written into a recording's file beside the sound: its name, who speaks, and what its chapters may be called. */
record Labels(String name, String speakers, List<String> chapters) {
    /** Longer beginnings are no help in a list. */
    private static final int LONGEST_OPENING = 48;

    Labels {
        chapters = List.copyOf(chapters);
    }

    static Labels of(String name, Script script) {
        String speakers = String.join(
                ", ", script.parts().stream().map(Script.Part::name).distinct().toList());
        return new Labels(
                name, speakers, script.parts().stream().map(Labels::chapter).toList());
    }

    static String chapter(Script.Part part) {
        return oneLine(part.name() + ": " + part.opening(LONGEST_OPENING));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cc}]+", " ").strip();
    }
}
