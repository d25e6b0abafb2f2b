package parley.http.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The lines that a view shows, told from the recorded events. */
final class FakeLines {
    private FakeLines() {}

    static List<Map<String, Object>> of(List<FakeRoom.Frame> recorded, List<Map<String, Object>> participants) {
        Map<Object, Map<String, Object>> lines = new LinkedHashMap<>();
        for (FakeRoom.Frame frame : recorded) {
            Map<String, Object> data = frame.data();
            Object turn = data.getOrDefault("turn", 0);
            switch (frame.event()) {
                case "message-said" ->
                    lines.put(frame.cursor(), line(0, "user", String.valueOf(data.get("text")), "spoken"));
                case "turn-started" -> lines.computeIfAbsent(turn, its -> begun(its, data, participants));
                case "sentence-spoken" ->
                    at(lines, turn).merge("text", String.valueOf(data.get("text")), (said, more) -> said + "" + more);
                case "turn-completed" -> at(lines, turn).put("ending", "spoken");
                case "turn-stopped" -> at(lines, turn).put("ending", "stopped");
                default -> {}
            }
        }
        return new ArrayList<>(lines.values());
    }

    private static Map<String, Object> at(Map<Object, Map<String, Object>> lines, Object turn) {
        return Objects.requireNonNull(lines.get(turn));
    }

    private static Map<String, Object> begun(
            Object turn, Map<String, Object> data, List<Map<String, Object>> participants) {
        Object speaker = Objects.requireNonNull(data.get("speaker"));
        Object name = participants.stream()
                .filter(sits -> speaker.equals(sits.get("agent")))
                .map(sits -> Objects.requireNonNull(sits.get("name")))
                .findFirst()
                .orElse("Somebody");
        Map<String, Object> line = line(turn, String.valueOf(name), "", "running");
        line.put("agent", speaker);
        return line;
    }

    private static Map<String, Object> line(Object turn, String name, String text, String ending) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("turn", turn);
        line.put("name", name);
        line.put("text", text);
        line.put("ending", ending);
        return line;
    }
}
