package parley.http.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.mpatric.mp3agic.ID3v2;
import com.mpatric.mp3agic.ID3v2ChapterFrameData;
import com.mpatric.mp3agic.Mp3File;
import io.github.jaredmdobson.concentus.OpusDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.pekko.util.ByteString;
import org.gagravarr.ogg.OggFile;
import org.gagravarr.opus.OpusAudioData;
import org.gagravarr.opus.OpusFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.recording.Mix;
import parley.engine.recording.Timeline;
import parley.engine.recording.Timeline.Span;
import parley.engine.speech.Voice;
import parley.http.sound.Mp3Length;
import parley.http.sound.Samples;
import parley.http.sound.Wav;

/** Reads what is written with the readers of others. */
final class AudioFileTest {
    private static final int SECONDS = 130;
    private static final int HERTZ = 440;
    private static final List<Chapter> CHAPTERS = List.of(
            new Chapter("Ann: Tea?", new Span(0, 48_000)),
            new Chapter("Zoë: Ja, 🍵 & „Milch“", new Span(48_000, 1_234_560)),
            new Chapter("Ann: Fine", new Span(1_234_560, SECONDS * (long) Timeline.RATE)));

    /** More than come to be, as in a recording that is cut. */
    private static final Labels LABELS = new Labels(
            "Tea", "Ann, Zoë", List.of("Ann: Tea?", "Zoë: Ja, 🍵 & „Milch“", "Ann: Fine", "Zoë: Never heard"));

    @TempDir
    private Path folder;

    @Test
    void an_mp3_file_has_its_chapters_in_its_tag() throws Exception {
        Path file = written(Mix.Format.MP3);

        Mp3File mp3 = new Mp3File(file);
        ID3v2 tag = mp3.getId3v2Tag();
        assertThat(mp3.getSampleRate()).isEqualTo(Timeline.RATE);
        assertThat(mp3.getLengthInMilliseconds()).isBetween(SECONDS * 1000L, SECONDS * 1000L + 150);
        assertThat(tag.getTitle()).isEqualTo("Tea");
        assertThat(tag.getArtist()).isEqualTo("Ann, Zoë");
        List<ID3v2ChapterFrameData> chapters = tag.getChapters();
        assertThat(chapters).extracting(ID3v2ChapterFrameData::getStartTime).containsExactly(0, 2000, 51_440);
        assertThat(chapters)
                .extracting(ID3v2ChapterFrameData::getEndTime)
                .containsExactly(2000, 51_440, SECONDS * 1000);
        assertThat(tag.getChapterTOC().getFirst().getChildren())
                .containsExactly("chapter000", "chapter001", "chapter002");
        byte[] title = chapters.get(1).getSubframes().iterator().next().getData();
        assertThat(title[0]).as("UTF-8").isEqualTo((byte) 3);
        assertThat(new String(title, 1, title.length - 1, StandardCharsets.UTF_8))
                .isEqualTo(CHAPTERS.get(1).title());
        assertThat(Mp3Length.of(ByteString.fromArray(Files.readAllBytes(file)))
                        .orElseThrow()
                        .toMillis())
                .isBetween(SECONDS * 1000L, SECONDS * 1000L + 150);
    }

    @Test
    void an_opus_file_has_its_chapters_in_its_comments_and_is_as_long_as_the_sound() throws Exception {
        byte[] bytes = Files.readAllBytes(written(Mix.Format.OPUS));

        OpusFile opus = new OpusFile(new OggFile(new ByteArrayInputStream(bytes)));
        assertThat(opus.getTags().getTitle()).isEqualTo("Tea");
        assertThat(opus.getTags().getComments("CHAPTER002")).containsExactly("00:00:02.000");
        assertThat(opus.getTags().getComments("CHAPTER002NAME"))
                .containsExactly(CHAPTERS.get(1).title());
        assertThat(opus.getTags().getComments("CHAPTER003")).containsExactly("00:00:51.440");
        assertThat(opus.getTags().getComments("CHAPTER004")).isEmpty();
        OpusDecoder decoder = new OpusDecoder(48_000, 1);
        short[] second = new short[5760];
        long last = 0;
        long length = 0;
        for (OpusAudioData data = opus.getNextAudioPacket(); data != null; data = opus.getNextAudioPacket()) {
            length += decoder.decode(data.getData(), 0, data.getData().length, second, 0, 5760, false);
            last = data.getGranulePosition();
        }
        assertThat(last - opus.getInfo().getPreSkip()).isEqualTo(SECONDS * 48_000L);
        assertThat(length).isGreaterThanOrEqualTo(last);
    }

    @Test
    void a_wav_file_has_its_chapters_as_labelled_points() throws Exception {
        byte[] bytes = Files.readAllBytes(written(Mix.Format.WAV));

        assertThat(Wav.read(ByteString.fromArray(bytes)).values()).isEqualTo(tone());
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.getInt(4)).isEqualTo(bytes.length - 8);
        TreeMap<Integer, Integer> points = new TreeMap<>();
        List<String> labels = new ArrayList<>();
        for (int at = 12; at < bytes.length; at += 8 + file.getInt(at + 4) + file.getInt(at + 4) % 2) {
            String name = name(bytes, at);
            if (name.equals("cue "))
                for (int point = 0; point < file.getInt(at + 8); point++)
                    points.put(file.getInt(at + 12 + 24 * point), file.getInt(at + 12 + 24 * point + 20));
            if (name.equals("LIST") && name(bytes, at + 8).equals("adtl"))
                for (int label = at + 12; label < at + 8 + file.getInt(at + 4); ) {
                    int length = file.getInt(label + 4);
                    labels.add(new String(bytes, label + 12, length - 5, StandardCharsets.UTF_8));
                    label += 8 + length + length % 2;
                }
        }
        assertThat(points.values()).containsExactly(0, 48_000, 1_234_560);
        assertThat(labels).isEqualTo(CHAPTERS.stream().map(Chapter::title).toList());
    }

    @Test
    void voices_of_different_loudness_are_evened_and_nothing_is_too_loud() {
        Loudness loudness = new Loudness();
        Voice soft = Voice.of("mary/slt");
        Voice loud = Voice.of("mary/man");

        double first = power(loudness.evened(soft, voiced(1_000)));
        double second = power(loudness.evened(loud, voiced(20_000)));

        assertThat(first).isCloseTo(second, within(second / 50));
        short[] peak = tone(Timeline.RATE, 500);
        peak[100] = Short.MAX_VALUE;
        for (short it : loudness.evened(soft, Samples.of(peak, Timeline.RATE)))
            assertThat(Math.abs(it)).isLessThanOrEqualTo(29_200);
    }

    private static double power(short[] samples) {
        double sum = 0;
        for (short it : samples) sum += (double) it * it;
        return Math.sqrt(sum / samples.length);
    }

    private Path written(Mix.Format format) throws IOException {
        Path path = folder.resolve("file." + format.suffix());
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                AudioFile file = AudioFile.begin(format, channel, LABELS)) {
            short[] tone = tone();
            for (int at = 0; at < tone.length; at += 7_777)
                file.write(Arrays.copyOfRange(tone, at, Math.min(tone.length, at + 7_777)));
            file.finish(CHAPTERS);
        }
        return path;
    }

    private static short[] tone() {
        return tone(SECONDS * Timeline.RATE, 10_000);
    }

    private static Samples voiced(int loud) {
        return Samples.of(tone(Timeline.RATE, loud), Timeline.RATE);
    }

    private static short[] tone(int length, int loud) {
        short[] samples = new short[length];
        for (int at = 0; at < length; at++)
            samples[at] = (short) Math.round(loud * Math.sin(2 * Math.PI * HERTZ * at / Timeline.RATE));
        return samples;
    }

    private static String name(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.US_ASCII);
    }
}
