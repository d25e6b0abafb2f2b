package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import parley.http.manual.OpenApi;

/**
 * What clients of every era send and read, over real HTTP, and held against the OpenAPI document.
 *
 * <p>Each file {@code contract/<resource>.json} is an array of cases, run in order against a server of its own, each at
 * the root and then below {@code /api}. A case: {@code name}; {@code eras} whose clients do this; {@code as} whom (ada,
 * bob, admin, nobody; ada if nothing is said); {@code request}, a method and a path without its mount; {@code mounts}, if
 * not both; {@code body} as JSON, or {@code text} sent as JSON as it is, or {@code form} of texts and of files with name,
 * type and text, or bytes in {@code base64}; {@code headers} besides; {@code status}; {@code type} of the answer (array,
 * object, stream, text, bytes, empty); {@code has}, paths that must be there, as {@code data.items.0.id}, in an array of
 * its first element if no index begins it, in a stream of any of its units; {@code equals} of such paths; {@code not},
 * texts that must be nowhere in the answer; {@code keep}, names for what is at paths of the answer.
 *
 * <p>In paths, bodies, headers, {@code equals} and {@code not}, <code>${name}</code> is what was kept last under a name;
 * always there are <code>${mount}</code>, and of each user <code>${ada.id}</code>, {@code .email}, {@code .token} and
 * {@code .password}. People and what is kept are the same for both mounts of a file: what must differ is told with
 * <code>${mount}</code>. The scripted model is behind it and costs nothing; settings of a file's server are in
 * {@code contract/<resource>.conf}.
 *
 * <p>Every answer must be told by the document: its path, its status by number, its content, its schema. So must, where the
 * answer is not an error, the query's parameters and the body that was sent. {@code -Dparley.contract=agents} runs the
 * cases of one file only.
 */
class ContractTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String ENDING = ".json";
    private static final String ONLY = System.getProperty("parley.contract", "");

    private static final ContractPaper PAPER = new ContractPaper(OpenApi.document("test"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    @TestFactory
    Stream<DynamicContainer> every_case_is_answered_as_it_is_told() throws IOException {
        return cases().entrySet().stream()
                .filter(it -> ONLY.isEmpty() || ONLY.equals(it.getKey()))
                .map(it -> dynamicContainer(it.getKey(), tests(it.getKey(), it.getValue())));
    }

    @Test
    void every_operation_that_is_told_is_tried() throws IOException {
        assumeTrue(ONLY.isEmpty(), "skipped: the cases of one file only are run");
        Set<String> untried = new TreeSet<>();
        PAPER.operations().forEach(it -> untried.add(it.name()));

        for (List<ContractCase> file : cases().values())
            for (ContractCase it : file)
                for (String mount : it.mounts())
                    PAPER.operation(it.method(), prefix(mount) + it.path().replaceAll("\\$\\{[^}]+}", "some"))
                            .ifPresent(told -> untried.remove(told.name()));

        assertThat(untried).isEmpty();
    }

    @Test
    void the_document_is_a_good_one() {
        assertThat(PAPER.operations()).isNotEmpty();
        assertThat(PAPER.faults()).isEmpty();
    }

    @Test
    void every_case_is_well_formed() throws IOException {
        List<String> faults = new ArrayList<>();
        cases().forEach((resource, file) -> {
            Set<String> names = new HashSet<>();
            for (ContractCase it : file) {
                it.faults().forEach(fault -> faults.add(resource + ", " + it.name() + ": " + fault));
                if (!names.add(it.name())) faults.add(resource + ", " + it.name() + ": there are two of this name");
            }
        });
        assertThat(faults).isEmpty();
    }

    private Stream<DynamicNode> tests(String resource, List<ContractCase> file) {
        ContractHouse house = new ContractHouse(directory, resource, PAPER);
        return file.stream()
                .<DynamicNode>flatMap(it -> it.mounts().stream()
                        .map(mount -> dynamicTest(
                                it.name() + " [" + mount + "]",
                                () -> assertThat(house.complaints(it, mount)).isEmpty())))
                .onClose(house::close);
    }

    private static String prefix(String mount) {
        return mount.equals("api") ? "/api" : "";
    }

    private static SortedMap<String, List<ContractCase>> cases() throws IOException {
        SortedMap<String, List<ContractCase>> cases = new TreeMap<>();
        Path folder = Checkout.ROOT.resolve("http/src/test/resources/contract");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.toString().endsWith(ENDING)).toList()) {
                List<ContractCase> read = new ArrayList<>();
                JSON.readTree(Files.readString(file)).forEach(it -> read.add(new ContractCase(it)));
                String name = Objects.requireNonNull(file.getFileName()).toString();
                cases.put(name.substring(0, name.length() - ENDING.length()), read);
            }
        }
        return cases;
    }
}
