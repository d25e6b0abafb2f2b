package parley.http.migration;

import static parley.http.migration.OldServer.json;
import static parley.http.migration.OldServer.row;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The conversations of an {@link OldServer}: rows of their own in one era, a column of JSON in the other. */
final class OldTalks {
    private final OldServer server;
    private final boolean node;

    OldTalks(OldServer server, boolean node) {
        this.server = server;
        this.node = node;
    }

    Map<String, @Nullable Object> conversation(int user) {
        Map<String, @Nullable Object> row = row(
                "id",
                server.room(user),
                "agent_id",
                null,
                "user_id",
                server.id("user", user),
                "project_id",
                null,
                "participants",
                json(List.of()),
                "is_shared",
                user == OldServer.SHARING,
                "created_at",
                server.at(user + 100),
                "updated_at",
                server.at(user + 200));
        if (node)
            row.putAll(row(
                    "title",
                    "Talk " + user,
                    "agent_ids",
                    List.of(server.id("agent", 2 * user)),
                    "messages",
                    inline(user)));
        return row;
    }

    private int said(int user) {
        return user == OldServer.LONG_TALK ? 1_300 : 6;
    }

    List<Map<String, @Nullable Object>> messages(int user) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int at = 0; at < said(user); at++) {
            boolean person = at % 3 == 0;
            String agent = person ? null : server.id("agent", 2 * user + at % 3 - 1);
            rows.add(row(
                    "id",
                    user * 2_000 + at + 1,
                    "conversation_id",
                    server.room(user),
                    "agent_id",
                    agent,
                    "role",
                    person ? "user" : "assistant",
                    "content",
                    text(user, at),
                    "speaker",
                    person ? "user" : "Agent " + user + "." + (at % 3 - 1),
                    "message_type",
                    "message",
                    "language",
                    null,
                    "created_at",
                    server.at(user + 100 + at)));
        }
        return rows;
    }

    private static String text(int user, int at) {
        return "Line " + at + " of talk " + user + ": wie geht es, Zoë? 🙂";
    }

    private String inline(int user) {
        List<Object> list = new ArrayList<>();
        for (Map<String, @Nullable Object> it : messages(user)) {
            Map<String, @Nullable Object> message = row(
                    "role",
                    it.get("role"),
                    "content",
                    it.get("content"),
                    "speaker",
                    it.get("speaker"),
                    "timestamp",
                    ((Instant) Objects.requireNonNull(it.get("created_at"))).toEpochMilli());
            if (it.get("agent_id") != null) message.put("agentId", it.get("agent_id"));
            list.add(message);
        }
        return json(list);
    }
}
