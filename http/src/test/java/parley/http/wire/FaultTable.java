package parley.http.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Usage;

/** The table of what must come of each fault, as {@code wire/faults.txt} has it. */
final class FaultTable {
    private static final int COLUMNS = 5;

    private final Map<String, Row> rows;

    FaultTable() throws IOException {
        try (InputStream table = Objects.requireNonNull(FaultTable.class.getResourceAsStream("/wire/faults.txt"))) {
            rows = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(it -> it.contains("|") && !it.startsWith("fault "))
                    .map(Row::of)
                    .collect(Collectors.toMap(Row::fault, it -> it, (one, _) -> one, LinkedHashMap::new));
        }
    }

    List<String> faults() {
        return List.copyOf(rows.keySet());
    }

    Row row(String fault) {
        return Objects.requireNonNull(rows.get(fault), fault);
    }

    /** What must come of one fault. */
    record Row(String fault, String end, String text, String usage, Map<String, String> but) {
        private static Row of(String line) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", COLUMNS)).map(String::strip).toList();
            Map<String, String> but = Arrays.stream(cells.getLast().split(","))
                    .filter(it -> it.contains(":"))
                    .map(it -> it.split(":", 2))
                    .collect(Collectors.toMap(it -> it[0].strip(), it -> it[1].strip()));
            return new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3), but);
        }

        boolean concerns(Dialect dialect) {
            return !"-".equals(but.get(dialect.name()));
        }

        /** What is wrong with what came; empty where nothing is. */
        String wrong(Dialect dialect, Outcome came) {
            String end = but.getOrDefault(dialect.name(), this.end);
            boolean right = came.end().equals(end) && said(came.text()) && used(came.usage());
            return right ? "" : dialect.name() + ": wanted " + end + ", " + text + ", " + usage + " and got " + came;
        }

        private boolean said(String came) {
            String all = String.join("", Faults.TEXTS);
            String two = Faults.TEXTS.get(0) + Faults.TEXTS.get(1);
            return switch (text) {
                case "all" -> came.equals(all);
                case "two" -> came.equals(two);
                case "some" -> all.startsWith(came);
                case "none" -> came.isEmpty();
                case "any" -> true;
                default -> throw new IllegalArgumentException(text);
            };
        }

        private boolean used(@Nullable Usage came) {
            return switch (usage) {
                case "reported" ->
                    came != null
                            && !came.estimated()
                            && came.inputTokens() == Dialect.INPUT
                            && came.outputTokens() == Dialect.OUTPUT;
                case "estimated" -> came != null && came.estimated() && came.outputTokens() > 0;
                case "none" -> came == null;
                default -> throw new IllegalArgumentException(usage);
            };
        }
    }
}
