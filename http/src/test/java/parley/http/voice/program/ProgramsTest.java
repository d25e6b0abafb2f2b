package parley.http.voice.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.speech.Manner;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Timing;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/** Small scripts stand in for the programs here; that the true ones speak is heard elsewhere. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class ProgramsTest {
    private static final int LIMIT = 200_000;
    private static final String SECOND_OF_NOISE = "head -c 44100 /dev/urandom";

    @TempDir
    private Path folder;

    @Test
    void finds_only_what_is_on_the_path_and_answers() throws IOException {
        assertThat(Programs.found(settings(""), folder.toString())).isEmpty();

        script("flite", "echo 'Voices available: kal awb_time rms slt'");
        script("espeak-ng", "exit 1");

        Map<String, Speaker> found = Programs.found(settings(""), folder.toString());
        assertThat(found).containsOnlyKeys("flite");
        assertThat(only(found).voices())
                .extracting(it -> it.voice().toString())
                .containsExactly("flite/slt", "flite/rms");
    }

    @Test
    void piper_is_given_its_voice_file_and_the_text_on_its_standard_input() throws IOException {
        Speaker piper = piper("cat > " + folder + "/input; echo \"$@\" > " + folder + "/arguments; " + SECOND_OF_NOISE);

        Sound sound = heard(piper.say(
                "**Say** $(touch x) [[h]] `y`; \"quoted\" 😀",
                Voice.of("piper/de_DE-test").in(new Manner(2, 0, ""))));

        assertThat(piper.voices())
                .containsExactly(new VoiceInfo(Voice.of("piper/de_DE-test"), "de_DE-test, Piper", "de-DE"));
        assertThat(sound.length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(sound.timing().basis()).isEqualTo(Timing.Basis.ESTIMATED);
        assertThat(Files.readString(folder.resolve("input"))).isEqualTo("Say $(touch x) [ [h] ] y; \"quoted\".\n");
        assertThat(Files.readString(folder.resolve("arguments")))
                .isEqualTo("--model " + folder + "/voices/de_DE-test.onnx --length_scale 0.5 --output_raw\n");
    }

    @Test
    void nothing_to_say_runs_no_program() throws IOException {
        Speaker piper = piper("touch " + folder + "/ran; " + SECOND_OF_NOISE);

        assertThat(heard(piper.say("… 😀 **", voice(piper))).length()).isZero();

        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void espeak_offers_the_languages_that_are_asked_for_and_there() throws IOException {
        script(
                "espeak-ng",
                "cat <<'END'\nPty Language Age/Gender VoiceName File Other\n 5 de --/M German gmw/de\n"
                        + " 2 en-us --/M English_(America) gmw/en-US (en 3)\n 5 xx --/M Unasked art/xx\nEND");

        Speaker espeak = only(Programs.found(settings(""), folder.toString()));

        assertThat(espeak.voices())
                .containsExactly(
                        info("espeak/en-us", "English America, espeak", "en-US"),
                        info("espeak/en-us+f3", "English America, espeak woman", "en-US"),
                        info("espeak/de", "German, espeak", "de"),
                        info("espeak/de+f3", "German, espeak woman", "de"));
    }

    @Test
    void a_program_that_fails_or_answers_nothing_or_too_much_is_a_failure_to_speak() throws IOException {
        for (String script : List.of("exit 3", "true", "kill -9 $$", "cat /dev/zero", "echo x >&2; exit 1"))
            assertThat(piper(script).say("Hello", Voice.of("piper/de_DE-test")).toCompletableFuture())
                    .as(script)
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .withCauseInstanceOf(SpeechFailure.class);
    }

    @Test
    void a_program_that_never_reads_its_input_and_talks_a_lot_beside_the_sound_is_no_trouble() throws IOException {
        Speaker piper = piper("head -c 150000 /dev/zero >&2; " + SECOND_OF_NOISE);

        assertThat(heard(piper.say("long ".repeat(50_000), voice(piper))).length())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_program_that_nobody_waits_for_any_more_is_killed_with_its_children() throws Exception {
        script(
                "child",
                "echo $$ > " + folder + "/child.new; mv " + folder + "/child.new " + folder
                        + "/child.pid; exec sleep 1000");
        Speaker piper = piper("echo $$ > " + folder + "/parent.pid; " + folder + "/child & wait");
        for (boolean cancelled : List.of(true, false)) {
            Files.deleteIfExists(folder.resolve("child.pid"));
            CompletableFuture<Sound> said = piper.say("Hello", voice(piper)).toCompletableFuture();
            while (!Files.exists(folder.resolve("child.pid"))) Thread.onSpinWait();
            List<ProcessHandle> processes = List.of(process("parent.pid"), process("child.pid"));

            if (cancelled) said.cancel(true);
            else said.completeExceptionally(new SpeechFailure("late"));

            for (ProcessHandle process : processes) process.onExit().get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void flite_s_phones_are_strung_together_over_its_lines() {
        Timing timing = FliteTiming.of(
                "pau:0.164 hh:0.255 ax:0.304 l:0.412 ow:0.523 \npau:0.162 hh:0.254 junk x:y \n",
                "Hello. Ha",
                parley.http.sound.Samples.of(new short[1600], 16_000));

        assertThat(timing.basis()).isEqualTo(Timing.Basis.PHONES);
        assertThat(timing.visemes()).hasSize(7);
        assertThat(timing.visemes().get(5).time()).isCloseTo(0.523, within(1e-9));
        assertThat(timing.visemes().getLast().time()).isCloseTo(0.685, within(1e-9));
    }

    private static Speaker only(Map<String, Speaker> found) {
        assertThat(found).hasSize(1);
        return found.values().iterator().next();
    }

    private ProcessHandle process(String file) throws IOException {
        return ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve(file)).strip()))
                .orElseThrow();
    }

    private Speaker piper(String script) throws IOException {
        Path voices = Files.createDirectories(folder.resolve("voices"));
        Files.writeString(voices.resolve("de_DE-test.onnx"), "");
        Files.writeString(
                voices.resolve("de_DE-test.onnx.json"),
                "{\"audio\":{\"sample_rate\":22050},\"language\":{\"code\":\"de_DE\"}}");
        script("piper", script);
        return only(Programs.found(settings(voices.toString()), folder.toString()));
    }

    private void script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    }

    private static ProgramSettings settings(String piperVoices) {
        ProgramSettings usual = ProgramSettings.of(
                ConfigFactory.parseResources("voices.conf").resolve().getConfig("parley.voices.programs"));
        return new ProgramSettings(
                usual.espeak(), List.of("en-us", "de", "tlh"), usual.flite(), usual.piper(), piperVoices, LIMIT);
    }

    private static VoiceInfo info(String voice, String label, String language) {
        return new VoiceInfo(Voice.of(voice), label, language);
    }

    private static Voice voice(Speaker speaker) {
        return speaker.voices().getFirst().voice();
    }

    private static Sound heard(CompletionStage<Sound> stage) {
        return stage.toCompletableFuture().orTimeout(1, TimeUnit.MINUTES).join();
    }
}
