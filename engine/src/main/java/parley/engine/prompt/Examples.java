package parley.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Example talk of a character: blocks, each after a {@code <START>} as character cards V1 have it; what stands before the
 * first one is a block as well. Within a block what begins with a known name and a colon is said by that name, and goes
 * on until the next one.
 */
final class Examples {
    private static final Pattern START = Pattern.compile("<START>", Pattern.CASE_INSENSITIVE);

    private Examples() {}

    /**
     * One block of talk.
     *
     * @param lore the key of the lorebook's entry that it comes from; empty where it is the card's own
     */
    record Block(String lore, List<Said> said) {
        Block {
            said = List.copyOf(said);
        }

        String source() {
            return lore.isEmpty() ? "examples" : "lore";
        }

        /** As it stands in a prompt. */
        String text() {
            return said.stream()
                    .map(it -> it.name().isEmpty() ? it.text() : it.name() + ": " + it.text())
                    .collect(Collectors.joining("\n"));
        }
    }

    /**
     * One thing said in a block.
     *
     * @param name empty for what nobody says
     */
    record Said(String name, String text) {}

    /** The blocks of a text with its macros filled in. */
    static List<Block> of(String lore, String text, List<String> names) {
        List<Block> blocks = new ArrayList<>();
        for (String block : START.split(text, -1)) {
            List<Said> said = said(block, names);
            if (!said.isEmpty()) blocks.add(new Block(lore, said));
        }
        return blocks;
    }

    private static List<Said> said(String block, List<String> names) {
        List<Said> said = new ArrayList<>();
        String name = "";
        StringBuilder text = new StringBuilder();
        for (String line : block.lines().toList()) {
            String speaker = speaker(line.strip(), names);
            if (!speaker.isEmpty()) {
                add(said, name, text);
                name = speaker;
                text.append(line.strip().substring(speaker.length() + 1));
            } else text.append('\n').append(line);
        }
        add(said, name, text);
        return said;
    }

    private static void add(List<Said> said, String name, StringBuilder text) {
        String stripped = FirstWording.clean(text.toString());
        if (!stripped.isEmpty() || !name.isEmpty()) said.add(new Said(name, stripped));
        text.setLength(0);
    }

    private static String speaker(String line, List<String> names) {
        String lower = line.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(it -> !it.isBlank() && lower.startsWith(it.toLowerCase(Locale.ROOT) + ":"))
                .findFirst()
                .orElse("");
    }
}
