package parley.engine.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.lore.Role;

/**
 * What a card says, whatever its version; texts are empty where it says nothing. Field by field as the specifications of
 * character cards V2 and V3 have them.
 *
 * @param version 1, 2 or 3
 * @param nickname what {@code {{char}}} stands for where it is not empty
 * @param book the embedded lorebook as it stands in the card
 * @param depthPrompt the character's note ({@code extensions.depth_prompt})
 * @param notes the creator's notes by language
 */
public record CardData(
        int version,
        String name,
        String nickname,
        String description,
        String personality,
        String scenario,
        String firstMessage,
        String exampleMessages,
        String creatorNotes,
        String systemPrompt,
        String postHistoryInstructions,
        List<String> alternateGreetings,
        List<String> groupOnlyGreetings,
        List<String> tags,
        String creator,
        String characterVersion,
        List<Asset> assets,
        List<String> source,
        Map<String, String> notes,
        @Nullable DepthPrompt depthPrompt,
        @Nullable JsonNode book) {
    public CardData {
        alternateGreetings = List.copyOf(alternateGreetings);
        groupOnlyGreetings = List.copyOf(groupOnlyGreetings);
        tags = List.copyOf(tags);
        assets = List.copyOf(assets);
        source = List.copyOf(source);
        notes = Map.copyOf(notes);
    }

    /** A picture, a sound or another file that belongs to a character. */
    public record Asset(String type, String uri, String name, String ext) {}

    /** A text that stands so many messages from the newest. */
    public record DepthPrompt(String text, int depth, Role role) {}

    /**
     * All greetings as they are numbered: the first message, the alternates, and in a group those that are for groups
     * alone (specification of V3, {@code group_only_greetings}). One that is blank is none.
     */
    public List<String> greetings(boolean group) {
        List<String> all = new ArrayList<>();
        all.add(firstMessage);
        all.addAll(alternateGreetings);
        if (group) all.addAll(groupOnlyGreetings);
        return all;
    }

    /** What the character is called: the nickname where it has one. */
    public String called() {
        return nickname.isBlank() ? name : nickname;
    }
}
