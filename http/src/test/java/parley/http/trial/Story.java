package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import parley.http.trial.Evidence.Entry;
import parley.http.trial.Evidence.View;
import parley.http.trial.Recorder.Frame;

/**
 * A made-up evening in a room and its fork, killed once: everything in it is as it should be until a test changes a line. A line is a
 * writer, an event and its data; {@code live} lines were seen by the first viewer and are stored nowhere.
 */
final class Story {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    private static final String ROOM = """
        one opened {owner:'ada'}
        one message-said {message:'first',text:'Tea?'}
        one round-started {round:1,turns:2}
        one turn-started {turn:1,attempt:1,hold:'tea/1',credits:9,from:0}
        live delta {turn:1,attempt:1,text:'Green '}
        live delta {turn:1,attempt:1,text:'tea. '}
        one sentence-spoken {turn:1,attempt:1,index:0,start:0,text:'Green tea. '}
        live delta {turn:1,attempt:1,text:'Lo'}
        two turn-superseded {turn:1,attempt:1,kept:11,wasted:2}
        two turn-started {turn:1,attempt:2,hold:'tea/1',credits:9,from:11}
        live delta {turn:1,attempt:2,text:'Hot.'}
        two sentence-spoken {turn:1,attempt:2,index:1,start:11,text:'Hot.'}
        two turn-completed {turn:1,attempt:2,credits:4}
        two turn-started {turn:2,attempt:1,hold:'tea/2',credits:8,from:0}
        two turn-charged {turn:1,credits:4}
        live delta {turn:2,attempt:1,text:'With '}
        live delta {turn:2,attempt:1,text:'milk.'}
        two sentence-spoken {turn:2,attempt:1,index:0,start:0,text:'With milk.'}
        two turn-completed {turn:2,attempt:1,credits:3}
        two round-ended {round:1,ending:'LIMIT'}
        two turn-charged {turn:2,credits:3}
        """;

    private static final String FORK = """
        two forked {parent:'tea',sequence:12,owner:'ada'}
        two message-said {message:'other',text:'Coffee?'}
        two round-started {round:2,turns:1}
        two turn-started {turn:3,attempt:1,hold:'fork-tea/3',credits:3,from:0}
        live delta {turn:3,attempt:1,text:'No.'}
        two sentence-spoken {turn:3,attempt:1,index:0,start:0,text:'No.'}
        two turn-completed {turn:3,attempt:1,credits:1}
        two round-ended {round:2,ending:'LIMIT'}
        two turn-charged {turn:3,credits:1}
        """;

    private static final String ACCOUNT = """
        one granted {grant:'welcome',credits:20}
        one held {hold:'tea/1',credits:9}
        two settled {hold:'tea/1',credits:4}
        two held {hold:'tea/2',credits:8}
        two settled {hold:'tea/2',credits:3}
        two held {hold:'fork-tea/3',credits:3}
        two settled {hold:'fork-tea/3',credits:1}
        """;

    private static final String WASTE = """
        two wasted {entry:'tea/1/1',credits:2}
        """;

    final List<String> room = lines(ROOM);
    final List<String> fork = lines(FORK);
    final List<String> account = lines(ACCOUNT);
    final List<String> waste = lines(WASTE);
    final Map<String, String> acknowledged = new TreeMap<>(Map.of("first", "Tea?"));
    long spent = 8;

    private static List<String> lines(String text) {
        return new ArrayList<>(text.lines().toList());
    }

    /** The place of the first line that holds these words. */
    static int place(List<String> lines, String words) {
        for (int i = 0; i < lines.size(); i++) if (lines.get(i).contains(words)) return i;
        throw new IllegalArgumentException("no line holds " + words);
    }

    static void change(List<String> lines, String words, String other) {
        int place = place(lines, words);
        lines.set(place, lines.get(place).replace(words, other));
    }

    static void remove(List<String> lines, String words) {
        lines.remove(place(lines, words));
    }

    static void after(List<String> lines, String words, String line) {
        lines.add(place(lines, words) + 1, line);
    }

    Evidence evidence() {
        return evidence(seen(room));
    }

    /** The same evening, with something else seen by the viewer who was in the room all the time. */
    Evidence evidence(List<Frame> live) {
        List<View> views = List.of(new View(0, live), new View(0, later(room)));
        List<View> viewsOfFork = List.of(new View(0, seen(fork)), new View(0, later(fork)));
        Evidence.Room tea =
                new Evidence.Room("tea", journal(room, "Conversation|tea", "conversation."), views, acknowledged);
        Evidence.Room other = new Evidence.Room(
                "fork-tea", journal(fork, "Conversation|fork-tea", "conversation."), viewsOfFork, Map.of());
        List<Entry> payer = journal(account, "Account|ada", "account.");
        return new Evidence(List.of(tea, other), payer, journal(waste, "Account|platform.waste", "account."), spent);
    }

    /** Fails unless the checker names it. */
    void names(Invariant invariant) {
        names(evidence(), invariant);
    }

    static void names(Evidence evidence, Invariant invariant) {
        assertThat(Invariants.broken(evidence))
                .extracting(Findings.Finding::invariant)
                .contains(invariant);
    }

    private static List<Entry> journal(List<String> lines, String id, String family) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            if (!parts[0].equals("live"))
                entries.add(new Entry(id, entries.size() + 1, parts[0], family + parts[1], json(parts[2])));
        }
        return entries;
    }

    /** What a viewer saw who was there all the time. */
    static List<Frame> seen(List<String> lines) {
        List<Frame> frames = new ArrayList<>();
        long sequence = 0;
        int offset = 0;
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            JsonNode data = json(parts[2]);
            if (parts[0].equals("live")) offset += data.path("text").asText().length();
            else sequence++;
            if (parts[1].equals("turn-started")) offset = data.path("from").asInt();
            frames.add(new Frame(sequence + "." + offset, parts[1], data));
        }
        return frames;
    }

    /** What a viewer saw who came when all was over. */
    private static List<Frame> later(List<String> lines) {
        return seen(lines).stream().filter(it -> !it.event().equals("delta")).toList();
    }

    /** The same frame with another text. */
    static Frame saying(Frame frame, String text) {
        ObjectNode data = frame.data().deepCopy();
        data.put("text", text);
        return new Frame(frame.id(), frame.event(), data);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException(text, failure);
        }
    }
}
