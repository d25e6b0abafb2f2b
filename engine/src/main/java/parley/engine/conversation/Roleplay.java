package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.lore.LoreMemory;
import parley.engine.prompt.Play;
import parley.engine.prompt.Wishes;

/**
 * What a room knows for its characters beside what was said. It is written as part of the transcript.
 *
 * @param person who the person is
 * @param next who the person is once the running turn has ended, whose prompt was made before that was said
 * @param lore what each character's lorebooks remember of the lines that have ended
 * @param greetings which greeting of its speaker a line is, by the line
 */
record Roleplay(
        @JsonInclude(Include.NON_NULL) @Nullable Person person,

        @JsonInclude(Include.NON_NULL) @JsonProperty("nextPerson") @Nullable
        Person next,

        @JsonInclude(Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<AgentId, LoreMemory> lore,

        @JsonInclude(Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<Integer, Integer> greetings) {
    static final Roleplay NONE = new Roleplay(null, null, Map.of(), Map.of());

    Roleplay {
        Map<AgentId, LoreMemory> sorted = new TreeMap<>(Comparator.comparing(AgentId::value));
        sorted.putAll(lore);
        lore = Collections.unmodifiableMap(sorted);
        greetings = Collections.unmodifiableMap(new TreeMap<>(greetings));
    }

    /** The person as last introduced. */
    @JsonIgnore
    @Nullable
    Person latest() {
        return next == null ? person : next;
    }

    Roleplay introduced(Person it, boolean later) {
        return new Roleplay(later ? person : it, later ? it : null, lore, greetings);
    }

    /** A line is a greeting. */
    Roleplay greeted(int line, int greeting) {
        Map<Integer, Integer> more = new TreeMap<>(greetings);
        more.put(line, greeting);
        return new Roleplay(person, next, lore, more);
    }

    /** A line in other words is the greeting that it was, if it was one. */
    Roleplay reworded(int line, int instead) {
        Integer greeting = greetings.get(line);
        return greeting == null ? this : greeted(instead, greeting);
    }

    /** A turn has ended that said something: what its prompt's lorebooks were to remember is so now. */
    Roleplay remembering(AgentId speaker, @Nullable LoreMemory after) {
        Map<AgentId, LoreMemory> more = new TreeMap<>(Comparator.comparing(AgentId::value));
        more.putAll(lore);
        if (after == null) more.remove(speaker);
        else more.put(speaker, after);
        return new Roleplay(person, next, more, greetings);
    }

    /** No turn runs any more. */
    Roleplay rested() {
        return next == null ? this : new Roleplay(next, null, lore, greetings);
    }

    /** The greeting of this speaker on the chosen branch; -1 where there is none. */
    int greeting(Lines lines, AgentId speaker) {
        return lines.path().stream()
                .filter(it -> greetings.containsKey(it)
                        && speaker.equals(lines.line(it).agent()))
                .findFirst()
                .map(greetings::get)
                .orElse(-1);
    }

    /** What a speaker's prompt takes of it at a time, in a chat of this chance. */
    Play play(Lines lines, AgentId speaker, Instant at, long chat) {
        Person it = person;
        return new Play(
                it == null ? Play.SOMEBODY : it.name(),
                it == null ? "" : it.description(),
                greeting(lines, speaker),
                lore.getOrDefault(speaker, LoreMemory.NONE),
                at,
                Wishes.NONE,
                chat);
    }
}
