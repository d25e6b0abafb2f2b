package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's description, as far as it can be held against the repository without a container engine. */
class ImageTest {
    private static final String BUILT = "/parley/http/target/image/";

    @TempDir
    Path folder;

    @Test
    void every_file_that_is_copied_is_there_or_comes_of_the_build() throws IOException {
        String pom = Files.readString(DeploymentTest.ROOT.resolve("http/pom.xml"));

        List<String> own = Image.stage("plain").copied("");
        List<String> built = Image.stage("plain").copied("build");

        assertThat(own)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(DeploymentTest.ROOT.resolve(it)).exists());
        assertThat(built)
                .hasSize(3)
                .filteredOn(it -> it.startsWith(BUILT))
                .allSatisfy(it -> assertThat(pom)
                        .contains("${project.build.directory}/image/" + it.substring(BUILT.length())
                                + "</outputDirectory>"));
        assertThat(built)
                .filteredOn(it -> !it.startsWith(BUILT))
                .containsExactly("/parley/http/target/http-" + version(pom) + ".jar");
        assertThat(Image.stage("build").all("RUN"))
                .singleElement()
                .satisfies(it -> assertThat(it).contains("-Pimage package"));
    }

    /** The version of the parent, which is the first of the file. */
    private static String version(String pom) {
        int begin = pom.indexOf("<version>") + "<version>".length();
        return pom.substring(begin, pom.indexOf('<', begin));
    }

    @Test
    void nobody_is_root_in_it() {
        assertThat(Image.stage("plain").all("USER")).last().isEqualTo("10001");
        assertThat(Image.stage("quick").all("USER")).last().isEqualTo("10001");
    }

    @Test
    void this_java_takes_the_flags_that_it_is_started_with() throws IOException, InterruptedException {
        for (String stage : List.of("plain", "quick")) {
            List<String> entry = Image.stage(stage).words("ENTRYPOINT");
            assertThat(entry).first().isEqualTo("java");
            assertThat(entry).last().isEqualTo(Parley.class.getName());

            Ended ended = run(withoutItsFiles(entry));

            assertThat(ended.said()).contains("OpenJDK").doesNotContain("Unrecognized");
            assertThat(ended.code()).isZero();
        }
    }

    @Test
    void a_flag_that_java_does_not_know_would_be_found() throws IOException, InterruptedException {
        List<String> entry =
                new ArrayList<>(withoutItsFiles(Image.stage("plain").words("ENTRYPOINT")));
        entry.add(1, "-XX:+ExitOnOutOfMemory");

        assertThat(run(entry).code()).isNotZero();
    }

    @Test
    void the_health_check_is_a_command_that_bash_can_read() throws IOException, InterruptedException {
        List<String> check = Image.stage("plain").words("HEALTHCHECK");

        assertThat(check.subList(0, 2)).containsExactly("bash", "-c");
        assertThat(run(List.of("bash", "-n", "-c", check.get(2))).code()).isZero();
    }

    /** Java itself is a stand-in here, which writes its archive when it is told to stop, and only then. */
    @Test
    void the_server_that_an_archive_is_made_of_is_told_to_stop_and_waited_for()
            throws IOException, InterruptedException {
        Path archive = folder.resolve("classes.aot");
        Path java = folder.resolve("java");
        Files.writeString(
                java,
                "#!/bin/bash\ntrap 'sleep 0.5; echo classes > %s; exit 0' TERM\nfor i in {1..100}; do sleep 0.1; done\n"
                        .formatted(archive));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        List<String> train = Image.stage("quick").words("RUN");

        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String script = train.get(2)
                    .replace("/tmp/training", folder.resolve("training").toString())
                    .replace("/parley/classes.aot", archive.toString())
                    .replace("/127.0.0.1/3000", "/127.0.0.1/" + server.getLocalPort())
                    .replace(" java ", " " + java + " ");

            Ended ended = run(List.of("bash", "-c", script));

            assertThat(ended.code()).as(ended.said()).isZero();
        }
        assertThat(archive).hasContent("classes");
        assertThat(folder.resolve("training")).doesNotExist();
    }

    /** What it does before it looks for the program, with this Java. */
    private static List<String> withoutItsFiles(List<String> entry) {
        List<String> command = new ArrayList<>();
        for (String word : entry.subList(1, entry.size() - 1))
            if (!word.startsWith("@") && !word.startsWith("-XX:AOTCache=")) command.add(word);
        command.addFirst(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-version");
        return command;
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    /** A program that has ended by itself. */
    private record Ended(int code, String said) {}
}
