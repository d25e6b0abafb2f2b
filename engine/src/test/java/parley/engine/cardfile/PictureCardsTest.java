package parley.engine.cardfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.card.Card;
import parley.engine.cardfile.PngChunks.Chunk;
import parley.engine.cardfile.ReadCard.EmbeddedAsset;
import parley.engine.kernel.Refusal;

/** Cards and pictures that belong together: chunks, icons, assets and EXIF comments. */
final class PictureCardsTest {
    private static final String BACKYARD =
            "{\"character\":{\"aiName\":\"Nell\",\"aiPersona\":\"{character} likes {user}.\",\"firstMessage\":\"Hi"
                    + " {user}\",\"customDialogue\":\"#{user}: hey\",\"loreItems\":[{\"key\":\"a, b\","
                    + "\"value\":\"c\"}]},\"version\":2}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    @Test
    void an_animation_keeps_its_chunks_and_loses_its_old_card() {
        ByteString original = ByteString.fromArray(CardCorpus.bytes(CardCorpus.path("edge/apng.png")));
        Card card = CardReader.read(CardCorpus.path("edge/apng.png")).card();

        ByteString written = CardWriter.png(card, original);

        assertThat(types(written))
                .containsExactly("IHDR", "tEXt", "tEXt", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "IEND");
        assertThat(types(CardWriter.png(card, written))).isEqualTo(types(written));
        assertThat(PngChunks.of(ByteBuffer.wrap(written.toArray())).flaws()).isEmpty();
    }

    @Test
    void a_card_of_version_3_has_a_copy_of_version_2_beside_it() {
        Card card = CardReader.read(CardCorpus.path("edge/png-ccv3-only.png")).card();
        ByteBuffer png = ByteBuffer.wrap(CardWriter.png(card, null).toArray());

        List<PngText> texts = PngChunks.of(png).chunks().stream()
                .filter(Chunk::isText)
                .flatMap(it -> PngText.of(png, it).stream())
                .toList();
        Card second = Card.of(CardText.encoded(texts.getFirst().open(), new java.util.ArrayList<>()));

        assertThat(texts).extracting(PngText::keyword).containsExactly("chara", "ccv3");
        assertThat(second.data().version()).isEqualTo(2);
        assertThat(second.data().creatorNotes()).contains("version 3");
    }

    @Test
    void assets_of_a_png_are_read_kept_in_it_and_become_members_of_an_archive() throws IOException {
        Path file = CardCorpus.path("edge/png-ext-asset.png");
        ReadCard read = CardReader.read(file);

        ByteString asset = CardReader.asset(file, "__asset:1");
        Path again = CardCorpus.file(
                directory,
                "again.png",
                CardWriter.png(read.card(), ByteString.fromArray(CardCorpus.bytes(file)))
                        .toArray());
        ByteArrayOutputStream charx = new ByteArrayOutputStream();
        CardWriter.charx(read.card(), null, file, charx);
        Path archived = CardCorpus.file(directory, "a.charx", charx.toByteArray());
        ReadCard moved = CardReader.read(archived);

        assertThat(read.assets()).extracting(EmbeddedAsset::uri).containsExactly("__asset:1");
        assertThat(CardReader.asset(again, "__asset:1")).isEqualTo(asset);
        assertThat(moved.warnings()).isEmpty();
        assertThat(moved.card().data().assets())
                .anySatisfy(
                        it -> assertThat(CardReader.asset(archived, it.uri())).isEqualTo(asset));
    }

    @Test
    void the_picture_becomes_the_icon_of_an_archive() throws IOException {
        Card card = Card.of("{\"name\":\"One\"}");
        ByteString picture = CardWriter.png(card, null);
        ByteArrayOutputStream charx = new ByteArrayOutputStream();

        CardWriter.charx(card, picture, null, charx);
        ReadCard read = CardReader.read(CardCorpus.file(directory, "a.charx", charx.toByteArray()));

        assertThat(Objects.requireNonNull(read.picture()).bytes()).isEqualTo(picture);
        assertThat(read.picture().mediaType()).isEqualTo("image/png");
    }

    @Test
    void the_other_spelling_of_an_address_finds_the_same_file() {
        Path file = CardCorpus.path("edge/charx-embedded-spelling.charx");

        assertThat(CardReader.asset(file, "embedded://assets/icon/images/main.png"))
                .isEqualTo(CardReader.asset(file, "embeded://assets/icon/images/main.png"));
        assertThat(CardReader.read(file).picture()).isNotNull();
        assertThatThrownBy(() -> CardReader.asset(file, "embeded://nothing")).isInstanceOf(Refusal.class);
    }

    @Test
    void a_picture_of_too_many_pixels_is_never_handed_on() {
        assertThat(CardReader.read(CardCorpus.path("hostile/png-pixel-bomb.png"))
                        .picture())
                .isNull();
    }

    @Test
    void a_picture_that_could_run_is_no_picture() {
        assertThat(CardReader.read(CardCorpus.path("hostile/charx-svg-html-assets.charx"))
                        .picture())
                .isNull();
    }

    @Test
    void old_pictures_of_backyard_have_their_card_in_a_comment() {
        String encoded = Base64.getEncoder().encodeToString(BACKYARD.getBytes(StandardCharsets.UTF_8));
        for (String comment : List.of(BACKYARD, encoded)) {
            byte[] png = CardCorpus.png(PngPicture.chunk("eXIf", exif(comment, ByteOrder.BIG_ENDIAN)));

            ReadCard read = CardReader.read(CardCorpus.file(directory, "old.png", png));

            assertThat(read.card().data().name()).isEqualTo("Nell");
            assertThat(read.card().data().description()).isEqualTo("{{char}} likes {{user}}.");
            assertThat(read.card().data().exampleMessages()).isEqualTo("<START>\n{{user}}: hey");
            assertThat(Objects.requireNonNull(read.card().data().book()).at("/entries/0/keys"))
                    .hasSize(2);
            assertThat(read.warnings()).isNotEmpty();
            assertThat(types(Objects.requireNonNull(read.picture()).bytes())).containsExactly("IHDR", "IDAT", "IEND");
        }
    }

    @Test
    void old_webp_pictures_have_their_card_in_a_comment() {
        byte[] exif = exif("{\"name\":\"Web\",\"description\":\"d\"}", ByteOrder.LITTLE_ENDIAN);
        int even = exif.length + (exif.length & 1);
        ByteBuffer webp = ByteBuffer.allocate(38 + even).order(ByteOrder.LITTLE_ENDIAN);
        webp.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(30 + even);
        webp.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).put(new byte[10]);
        webp.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(exif.length).put(exif);

        ReadCard read = CardReader.read(CardCorpus.file(directory, "old.webp", webp.array()));

        assertThat(read.format()).isEqualTo("webp");
        assertThat(read.card().data().name()).isEqualTo("Web");
        assertThat(Objects.requireNonNull(read.picture()).mediaType()).isEqualTo("image/webp");
    }

    private static List<String> types(ByteString png) {
        return PngChunks.of(ByteBuffer.wrap(png.toArray())).chunks().stream()
                .map(Chunk::type)
                .toList();
    }

    // A header, a directory that leads to another one, and in that the comment.
    private static byte[] exif(String comment, ByteOrder order) {
        byte[] text = ("ASCII\0\0\0" + comment).getBytes(StandardCharsets.UTF_8);
        ByteBuffer tiff = ByteBuffer.allocate(44 + text.length).order(order);
        tiff.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4D4D : 0x4949))
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 1)
                .putShort((short) 0x8769)
                .putShort((short) 4)
                .putInt(1)
                .putInt(26)
                .putInt(0);
        tiff.putShort((short) 1)
                .putShort((short) 0x9286)
                .putShort((short) 7)
                .putInt(text.length)
                .putInt(44)
                .putInt(0);
        return tiff.put(text).array();
    }
}
