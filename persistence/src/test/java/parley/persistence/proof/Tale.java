package parley.persistence.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parley.engine.kernel.JournalJson;
import parley.engine.ledger.AccountEvent;
import parley.persistence.journal.IndexBatch;

/**
 * A made-up day of two accounts and two rooms, one of them of before prices were kept: all of it adds up until a test
 * changes a line. A line is an event's name and its data.
 */
final class Tale {
    static final String ADA = "Account|ada";
    static final String OLD = "Account|old";
    static final String EVE = "Account|eve";
    static final String WASTE = "Account|platform.waste";
    static final String TEA = "Conversation|tea";
    static final String HALL = "Conversation|hall";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();
    private static final String EVENT = """
        INSERT INTO "event_journal" ("persistence_id", "sequence_number", "writer", "write_timestamp",
        "adapter_manifest", "event_ser_id", "event_ser_manifest", "event_payload") VALUES (?, ?, 'one', 0, '', 0, ?, ?)\
        """;
    private static final String SNAPSHOT = """
        INSERT INTO "snapshot" ("persistence_id", "sequence_number", "created", "snapshot_ser_id",
        "snapshot_ser_manifest", "snapshot_payload") VALUES (?, ?, 0, 0, ?, ?)\
        """;

    private static final String ACCOUNT_OF_ADA = """
        granted {grant:'welcome',credits:100,reason:'hello',type:'WELCOME',priority:100,after:100}
        granted {grant:'promo',credits:20,reason:'spring',type:'BONUS',priority:50,expires:'2026-11-21T18:00:00Z',after:120}
        held {hold:'tea/1',credits:12,from:[{grant:'promo',credits:12}]}
        extended {hold:'tea/1',credits:20,from:[{grant:'promo',credits:8},{grant:'welcome',credits:12}]}
        settled {hold:'tea/1',credits:25,reason:'turn',held:32,provider:5,after:95}
        held {hold:'tea/q1',credits:10,from:[{grant:'welcome',credits:10}]}
        settled {hold:'tea/q1',credits:4,reason:'turn',held:10,provider:0,after:91}
        held {hold:'tea/2',credits:10,from:[{grant:'welcome',credits:10}]}
        released {hold:'tea/2',held:10}
        released {hold:'tea/3',held:0}
        refunded {refund:'sorry',hold:'tea/1',credits:10,reason:'sorry',by:'admin',after:101}
        deducted {deduction:'fee',credits:1,from:[{grant:'welcome',credits:1}],reason:'fee',by:'admin',after:100}
        granted {grant:'sold',credits:5,reason:'bought',type:'PURCHASE',priority:10,expires:'2026-11-21T11:00:00Z',after:105}
        expired {grant:'sold',type:'PURCHASE',credits:5,after:100,at:'2026-11-21T12:00:00Z'}
        held {hold:'tea/4',credits:6,from:[{grant:'welcome',credits:6}]}
        settled {hold:'tea/4',credits:5,reason:'turn',held:6,provider:1,after:95}
        held {hold:'tea/5',credits:7,from:[{grant:'welcome',credits:7}]}
        """;
    private static final String ACCOUNT_OF_OLD = """
        granted {grant:'welcome',credits:50,reason:'hello'}
        granted {grant:'thanks',credits:5,reason:'thanks'}
        held {hold:'hall/1',credits:52}
        settled {hold:'hall/1',credits:4,reason:'turn'}
        held {hold:'hall/2',credits:8}
        released {hold:'hall/2'}
        """;
    private static final String ACCOUNT_FOR_WASTE = """
        wasted {entry:'tea/1/1',credits:3,reason:'lost attempt'}
        wasted {entry:'tea/2/1',credits:2,reason:'lost attempt'}
        """;
    private static final String ACCOUNT_FROM_ELSEWHERE = """
        recalled {piece:0,told:[{id:'t1',type:'PURCHASE',credits:50,after:10050,reason:'purchase',at:'2025-07-01T09:30:00Z'},{id:'t2',type:'USAGE',credits:-30,after:10020,reason:'chat_message',at:'2025-07-01T09:31:00Z'}],at:'2026-11-21T10:00:00Z'}
        recalled {piece:1,told:[{id:'t3',type:'USAGE',credits:-20,after:10000,reason:'chat_message',at:'2025-07-01T09:32:00Z'}],at:'2026-11-21T10:00:00Z'}
        opened {balance:10000,used:50,purchased:50,plan:'pro',after:10000}
        deducted {deduction:'odd',credits:10,from:[{grant:'platform.opening',credits:10}],reason:'odd',by:'admin',after:9990}
        """;
    private static final String PRICE = "price:{provider:'p',model:'m',fallback:false,version:0,message:0.5,input:2,"
            + "output:40,providerShare:0.2}";
    private static final String TALK_OVER_TEA = """
        opened {owner:'ada',title:'Tea',participants:[]}
        message-said {message:'first',text:'Tea?'}
        question-asked {question:1,kind:'CHOOSE',model:'p/m',hold:'tea/q1',credits:10,price:{message:0,input:1,output:10,providerShare:0}}
        speaker-proposed {turn:1,asked:{model:'p/m',tries:1,usage:{inputTokens:500,outputTokens:301,estimated:false},question:1,credits:4}}
        question-charged {question:1,credits:4}
        turn-started {turn:1,attempt:1,hold:'tea/1',credits:12,PRICE}
        hold-extended {turn:1,credits:32}
        turn-superseded {turn:1,attempt:1,kept:0,wasted:3}
        turn-started {turn:1,attempt:2,hold:'tea/1',credits:32,PRICE}
        turn-completed {turn:1,attempt:2,reason:'STOP',usage:{inputTokens:1000,outputTokens:562,estimated:true},credits:25}
        turn-charged {turn:1,credits:25}
        turn-started {turn:2,attempt:1,hold:'tea/2',credits:10,PRICE}
        turn-failed {turn:2,attempt:1,code:'cut_off',reason:'gone',wasted:2}
        turn-charged {turn:2,credits:0}
        turn-started {turn:3,attempt:1,hold:'tea/3',credits:900,PRICE}
        turn-failed {turn:3,attempt:1,code:'insufficient_credits',reason:'none left'}
        turn-charged {turn:3,credits:0}
        turn-started {turn:4,attempt:1,hold:'tea/4',credits:6,PRICE}
        turn-stopped {turn:4,attempt:1,usage:{inputTokens:100,outputTokens:100,estimated:true},credits:5}
        turn-started {turn:5,attempt:1,hold:'tea/5',credits:7,PRICE}
        """;
    private static final String TALK_IN_THE_HALL = """
        opened {owner:'old',title:'Hall',participants:[]}
        turn-started {turn:1,attempt:1,hold:'hall/1',credits:52}
        turn-completed {turn:1,attempt:1,reason:'STOP',usage:{inputTokens:10,outputTokens:9,estimated:true},credits:4}
        turn-charged {turn:1,credits:4}
        turn-started {turn:2,attempt:1,hold:'hall/2',credits:8}
        turn-failed {turn:2,attempt:1,code:'cut_off',reason:'gone'}
        turn-charged {turn:2,credits:0}
        """;
    private static final String STATE_OF_ADA = """
        {grants:{welcome:{grant:'welcome',type:'WELCOME',left:85,priority:100,at:'2026-11-21T10:00:00Z'},
        promo:{grant:'promo',type:'BONUS',left:0,priority:50,at:'2026-11-21T10:00:00Z'}},known:['welcome','promo'],
        holds:{'tea/q1':{hold:'tea/q1',credits:10,from:[]}},budgets:[],spent:25,purchased:0,ended:[]}
        """;

    private final Map<String, List<String>> journals = new LinkedHashMap<>();
    private final List<Kept> snapshots = new ArrayList<>();

    private record Kept(String id, long sequence, String state) {}

    Tale() {
        journals.put(ADA, lines(ACCOUNT_OF_ADA));
        journals.put(OLD, lines(ACCOUNT_OF_OLD));
        journals.put(WASTE, lines(ACCOUNT_FOR_WASTE));
        journals.put(EVE, lines(ACCOUNT_FROM_ELSEWHERE));
        journals.put(TEA, lines(TALK_OVER_TEA.replace("PRICE", PRICE)));
        journals.put(HALL, lines(TALK_IN_THE_HALL));
        snapshots.add(new Kept(ADA, 6, STATE_OF_ADA));
    }

    private static List<String> lines(String text) {
        return new ArrayList<>(text.lines().toList());
    }

    private List<String> journal(String id) {
        return journals.computeIfAbsent(id, _ -> new ArrayList<>());
    }

    private int place(String id, String words) {
        List<String> lines = journal(id);
        for (int at = 0; at < lines.size(); at++) if (lines.get(at).contains(words)) return at;
        throw new IllegalArgumentException("no line of " + id + " holds " + words);
    }

    /** In the first line that holds some words, other words stand instead of a part of it. */
    Tale change(String id, String line, String part, String other) {
        int place = place(id, line);
        String old = journal(id).get(place);
        if (!old.contains(part)) throw new IllegalArgumentException(old + " does not hold " + part);
        journal(id).set(place, old.replace(part, other));
        return this;
    }

    /** The line never was; those after it move up. */
    Tale without(String id, String line) {
        journal(id).remove(place(id, line));
        return this;
    }

    Tale after(String id, String line, String more) {
        journal(id).add(place(id, line) + 1, more);
        return this;
    }

    Tale and(String id, String more) {
        journal(id).add(more);
        return this;
    }

    /** A number is left out before this line. */
    Tale gap(String id, String line) {
        journal(id).add(place(id, line), "");
        return this;
    }

    Tale snapshot(String id, long sequence, String part, String other) {
        snapshots.clear();
        snapshots.add(new Kept(id, sequence, STATE_OF_ADA.replace(part, other)));
        return this;
    }

    /** Stores it in place of whatever was there. */
    void store(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM \"event_journal\"");
            statement.execute("DELETE FROM \"snapshot\"");
            statement.execute("DELETE FROM \"account_transaction\"");
        }
        try (PreparedStatement insert = connection.prepareStatement(EVENT)) {
            for (Map.Entry<String, List<String>> journal : journals.entrySet()) store(insert, journal);
        }
        try (PreparedStatement insert = connection.prepareStatement(SNAPSHOT)) {
            for (Kept it : snapshots) {
                insert.setString(1, it.id);
                insert.setLong(2, it.sequence);
                insert.setString(3, "account.credits");
                insert.setBytes(4, json(it.state));
                insert.execute();
            }
        }
    }

    /** The events of accounts, as a list of transactions takes them. */
    void list(IndexBatch batch) throws IOException {
        JournalJson json = JournalJson.of(AccountEvent.class);
        for (Map.Entry<String, List<String>> journal : journals.entrySet()) {
            String[] id = journal.getKey().split("\\|", 2);
            List<String> lines = journal.getValue();
            for (int at = 0; at < lines.size() && id[0].equals("Account"); at++) {
                String[] parts = lines.get(at).split(" ", 2);
                batch.add(id[1], at + 1, json.read("account." + parts[0], json(timed(parts[1]))));
            }
        }
    }

    private static void store(PreparedStatement insert, Map.Entry<String, List<String>> journal) throws SQLException {
        String family = journal.getKey().startsWith("Account") ? "account." : "conversation.";
        List<String> lines = journal.getValue();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).isEmpty()) continue;
            String[] parts = lines.get(at).split(" ", 2);
            insert.setString(1, journal.getKey());
            insert.setLong(2, at + 1);
            insert.setString(3, family + parts[0]);
            insert.setBytes(4, json(timed(parts[1])));
            insert.execute();
        }
    }

    private static String timed(String data) {
        return data.contains("at:'") || !data.endsWith("}")
                ? data
                : data.substring(0, data.length() - 1) + ",at:'2026-11-21T10:00:00Z'}";
    }

    private static byte[] json(String text) {
        try {
            return JSON.writeValueAsBytes(JSON.readTree(text));
        } catch (JsonProcessingException spoilt) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
