package parley.engine.tool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import parley.engine.llm.ToolSpec;

/**
 * A tool that one agent may use in one turn.
 *
 * @param server the server that runs it
 * @param name its name there
 * @param spec how the model is told of it; no two of a turn have the same name
 * @param approval whether a person is asked first
 */
public record AllowedTool(String server, String name, ToolSpec spec, ToolGrant.Approval approval) {
    private static final Comparator<OfferedTool> ORDER = Comparator.comparing(
                    (OfferedTool it) -> it.spec().name())
            .thenComparing(OfferedTool::server)
            .thenComparing(OfferedTool::name);

    /** How people and the journal name it. */
    public String path() {
        return server + "/" + name;
    }

    /** The tool itself. */
    public OfferedTool offered() {
        return new OfferedTool(server, name, spec);
    }

    /**
     * What is granted of what is offered, by the names that models know, and always the same: at most so many, and no more
     * characters of them all than {@code largest}. Where grants differ, a person is asked.
     */
    public static List<AllowedTool> of(List<ToolGrant> grants, List<OfferedTool> offered, int most, int largest) {
        if (grants.isEmpty()) return List.of();
        List<AllowedTool> allowed = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int size = 0;
        for (OfferedTool tool : offered.stream().sorted(ORDER).toList()) {
            Optional<ToolGrant.Approval> approval = approval(grants, tool);
            int more = length(tool.spec());
            if (approval.isEmpty() || allowed.size() >= most || size + more > largest) continue;
            if (!names.add(tool.spec().name())) continue;
            size += more;
            allowed.add(new AllowedTool(tool.server(), tool.name(), tool.spec(), approval.get()));
        }
        return List.copyOf(allowed);
    }

    private static Optional<ToolGrant.Approval> approval(List<ToolGrant> grants, OfferedTool tool) {
        Stream<ToolGrant> about = grants.stream().filter(it -> it.grants(tool));
        return about.map(ToolGrant::approval).max(Comparator.naturalOrder());
    }

    private static int length(ToolSpec it) {
        return it.name().length() + it.description().length() + it.schema().length();
    }
}
