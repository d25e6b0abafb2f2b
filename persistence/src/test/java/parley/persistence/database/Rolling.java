package parley.persistence.database;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a migration may not do while servers of the version before are still at work. */
final class Rolling {
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern CREATED = Pattern.compile("^create table (?:if not exists )?(\\S+)");
    private static final Pattern INDEX = Pattern.compile("^create (?:unique )?index .*? on (?:only )?([^\\s(]+)");
    private static final Pattern CHANGED = Pattern.compile("^alter table (?:if exists )?(?:only )?(\\S+)");

    /** A default that is a plain value changes no row; one that is computed rewrites the table. */
    private static final Pattern PLAIN_DEFAULT =
            Pattern.compile("default (?:''|-?[\\d.]+|true|false|null)(?:[\\s,)]|$)");

    private static final Map<String, String> NEVER = Map.of(
            "drop ", "an older server may still use it",
            "truncate ", "an older server may still use it",
            "lock ", "every other server waits",
            "vacuum ", "every other server waits",
            "cluster ", "every other server waits",
            "reindex ", "every other server waits",
            "create trigger ", "an older server knows nothing of it",
            "update ", "rows that older servers write would be locked, and written anew by them",
            "delete ", "rows that older servers write would be locked");

    private Rolling() {}

    /** Each statement that does harm, and why; none of them for a table that the same migration has made. */
    static List<String> harm(String sql) {
        List<String> harm = new ArrayList<>();
        Set<String> fresh = new HashSet<>();
        for (String part : TEXT.matcher(COMMENT.matcher(sql).replaceAll(" "))
                .replaceAll("''")
                .split(";", -1)) {
            String statement =
                    part.strip().replaceAll("\\s+", " ").replace("\"", "").toLowerCase(Locale.ROOT);
            Matcher created = CREATED.matcher(statement);
            if (created.find()) fresh.add(created.group(1));
            String why = why(statement, fresh);
            if (!why.isEmpty()) harm.add(statement + ": " + why);
        }
        return harm;
    }

    private static String why(String statement, Set<String> fresh) {
        for (Map.Entry<String, String> never : NEVER.entrySet())
            if (statement.startsWith(never.getKey())) return never.getValue();
        Matcher index = INDEX.matcher(statement);
        if (index.find() && !fresh.contains(index.group(1)) && !statement.contains(" concurrently "))
            return "nobody can write while it is built: build it concurrently, in a migration of its own";
        Matcher changed = CHANGED.matcher(statement);
        if (changed.find() && !fresh.contains(changed.group(1))) return change(statement);
        return "";
    }

    private static String change(String statement) {
        if (statement.contains(" drop ")) return "an older server may still use it";
        if (statement.contains(" rename ")) return "an older server knows it by its old name";
        if (statement.contains(" type ")) return "the table is written anew while all wait";
        if (statement.contains(" set not null")) return "an older server may still write nothing there";
        if (statement.contains(" add column ") || statement.matches(".* add \\w+ .*")) return added(statement);
        return "";
    }

    private static String added(String statement) {
        boolean constraint = statement.matches(".* add (constraint|unique|primary|check|foreign|exclude)\\b.*");
        if (constraint)
            return statement.endsWith(" not valid") ? "" : "all rows are looked at while all wait: NOT VALID";
        boolean plain = PLAIN_DEFAULT.matcher(statement).find();
        if (statement.contains(" not null") && !statement.contains(" default "))
            return "an older server does not know the column: it needs a default";
        return statement.contains(" default ") && !plain ? "a computed default writes the table anew" : "";
    }
}
