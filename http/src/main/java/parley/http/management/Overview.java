package parley.http.management;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A deployment as a page for people: no program in it, asks for itself anew, and escapes whatever it shows. */
final class Overview {
    private static final String HEAD = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">
        <meta name="viewport" content="width=device-width"><title>Parley: deployment</title><style>
        body{font:14px/1.5 system-ui,sans-serif;margin:2em;color:#222;background:#fff}
        table{border-collapse:collapse;margin-bottom:2em}th,td{text-align:left;padding:.2em 1em .2em 0;border-bottom:1px solid #ddd}
        .no{color:#b00020;font-weight:600}
        </style></head><body><h1>Deployment</h1>
        """;

    private Overview() {}

    static String page(Deployment it) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<p>As of ")
                .append(escaped(it.at().toString()))
                .append("; schema ")
                .append(escaped(it.schema() == null ? "unknown" : it.schema()))
                .append("</p>");
        table(
                page,
                "Nodes",
                List.of(
                        "Address",
                        "Status",
                        "Reached",
                        "Role",
                        "Version",
                        "Up for",
                        "Speaking",
                        "In memory",
                        "Journal waits",
                        "Connections (at work, at rest, wanted, most)"),
                it.nodes(),
                Overview::node);
        it.shards()
                .forEach(kind -> table(
                        page,
                        "Shards of " + kind.entity() + (kind.complete() ? "" : " (not all nodes have answered)"),
                        List.of("Node", "Shards", "In memory"),
                        kind.nodes(),
                        share -> List.of(share.address(), share.shards() + "", share.entities() + "")));
        table(
                page,
                "Rooms under way" + (it.next() == null ? "" : " (the first of more)"),
                List.of("Room", "Turns completed", "Last stored", "Node"),
                it.openTurns(),
                turn -> List.of(turn.room(), turn.turns() + "", turn.changedAt() + "", shown(turn.node())));
        return page.append("</body></html>\n").toString();
    }

    private static List<String> node(Deployment.Node it) {
        String role = (it.leader() ? "leader " : "") + (it.oldest() ? "oldest " : "") + (it.self() ? "this one" : "");
        Facts facts = it.facts();
        if (facts == null)
            return List.of(it.address(), it.status(), it.reachable() ? "yes" : "no", role, "does not answer");
        Facts.Pool pool = facts.pool();
        return List.of(
                it.address(),
                it.status(),
                it.reachable() ? "yes" : "no",
                role,
                facts.version(),
                facts.uptime() + " s",
                facts.speaking() + "",
                facts.inMemory() + "",
                facts.journalWaiting() + "",
                pool.active() + ", " + pool.idle() + ", " + pool.waiting() + ", " + pool.most());
    }

    private static String shown(@Nullable String text) {
        return text == null ? "unknown" : text;
    }

    private static <T> void table(
            StringBuilder page, String title, List<String> heads, List<T> rows, Function<T, List<String>> cells) {
        page.append("<h2>").append(escaped(title)).append("</h2><table><tr>");
        heads.forEach(it -> page.append("<th>").append(escaped(it)).append("</th>"));
        page.append("</tr>\n");
        rows.forEach(row -> {
            page.append("<tr>");
            cells.apply(row)
                    .forEach(it -> page.append(it.equals("no") ? "<td class=\"no\">" : "<td>")
                            .append(escaped(it))
                            .append("</td>"));
            page.append("</tr>\n");
        });
        page.append("</table>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
