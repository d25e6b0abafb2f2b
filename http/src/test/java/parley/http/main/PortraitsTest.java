package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.main.CardFiles.card;
import static parley.http.main.CardFiles.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.http.api.Client;
import parley.http.main.CardFiles.Sent;

/** What characters look like, over HTTP, and the files that their cards name. */
class PortraitsTest extends House {
    private static final String DOOR = "/api/v1/characters";

    private final AtomicInteger people = new AtomicInteger();

    private Client somebody() {
        return Premises.person(server, "sitter" + people.incrementAndGet());
    }

    private static String kept(Client by, Sent file) {
        Client.Reply reply = CardFiles.post(by, DOOR, "file", List.of(file));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return DOOR + "/" + reply.json().path("id").asText();
    }

    private static BufferedImage seen(Client by, String path) throws IOException {
        HttpResponse<byte[]> answer = by.raw(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
        return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(answer.body())));
    }

    /** A picture that is blue at its top and red below. */
    private static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, width, height);
        canvas.setColor(Color.BLUE);
        canvas.fillRect(0, 0, width, height / 2);
        canvas.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 128, 256, 512})
    void a_portrait_comes_in_squares(int size) throws IOException {
        Client ada = somebody();
        String character = kept(ada, card("Mira"));
        BufferedImage drawn = seen(ada, character + "/portrait?size=" + size);
        for (String format : List.of("png", "jpg", "gif")) {
            Sent tall = new Sent("tall", picture(format, 600, 900));
            assertThat(CardFiles.put(ada, character + "/portrait", tall).status())
                    .isEqualTo(204);

            BufferedImage square = seen(ada, character + "/portrait?size=" + size);

            assertThat(List.of(square.getWidth(), square.getHeight(), drawn.getWidth()))
                    .containsOnly(size);
            assertThat(new Color(square.getRGB(size / 2, 2)).getBlue()).isGreaterThan(200);
            assertThat(new Color(square.getRGB(size / 2, size - 2)).getRed()).isGreaterThan(200);
            assertThat(ada.raw(character + "/portrait").body()).isEqualTo(tall.bytes());
        }
        assertThat(ada.get("/api/v1/files").json().path("total").asInt()).isEqualTo(2);
        assertThat(ada.get(character + "/portrait?size=65").status()).isEqualTo(422);
    }

    @Test
    void a_portrait_is_not_sent_to_whoever_has_it() {
        Client ada = somebody();
        String character = kept(ada, file("edge/png-before-idat.png"));
        for (String door : List.of("/portrait?size=64", "/portrait")) {
            Client.Reply first = ada.get(character + door);
            assertThat(first.header("Content-Security-Policy")).contains("sandbox");

            Client.Reply second = ada.send(ada.request(character + door)
                    .setHeader("If-None-Match", first.header("ETag"))
                    .GET());

            assertThat(second.status()).isEqualTo(304);
            assertThat(second.body()).isEmpty();
        }
    }

    @Test
    void a_picture_with_too_many_pixels_is_never_decoded() throws IOException {
        Client ada = somebody();
        Sent bomb = file("hostile/png-pixel-bomb.png");
        String character = kept(ada, bomb);

        assertThat(seen(ada, character + "/portrait?size=64").getWidth()).isEqualTo(64);
        Client.Reply refused = CardFiles.put(ada, character + "/portrait", bomb);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("detail").asText()).contains("60000 times 60000 pixels");
        assertThat(CardFiles.put(ada, character + "/portrait", card("Mira")).status())
                .isEqualTo(422);
        assertThat(ada.get("/api/v1/files").json().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void a_character_without_a_picture_always_looks_the_same() {
        Client ada = somebody();
        String character = kept(ada, card("Mira"));

        assertThat(ada.raw(character + "/portrait?size=128").body())
                .isEqualTo(ada.raw(character + "/portrait?size=128").body());
        assertThat(ada.raw(kept(ada, card("Otto")) + "/portrait?size=128").body())
                .isNotEqualTo(ada.raw(character + "/portrait?size=128").body());
    }

    @Test
    void no_browser_runs_what_comes_with_a_card() {
        Client ada = somebody();
        String character = kept(ada, file("hostile/charx-svg-html-assets.charx"));
        JsonNode assets = ada.get(character + "/assets").json().path("assets");
        assertThat(assets).isNotEmpty();

        for (JsonNode asset : assets) {
            if (!asset.path("where").asText().equals("file")) continue;
            Client.Reply served =
                    ada.get(character + "/assets/" + asset.path("number").asInt());
            assertThat(served.status()).as(asset.toString()).isEqualTo(200);
            assertThat(served.header("Content-Type")).as(asset.toString()).doesNotContain("svg", "html", "javascript");
            if (served.body().contains("<"))
                assertThat(served.header("Content-Disposition")).startsWith("attachment");
            assertThat(served.header("Content-Security-Policy"))
                    .contains("default-src 'none'")
                    .contains("sandbox");
            assertThat(served.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void an_address_in_a_card_is_never_followed() {
        Client ada = somebody();
        String character = kept(ada, file("hostile/charx-asset-uris.charx"));
        JsonNode assets = ada.get(character + "/assets").json().path("assets");
        assertThat(assets).isNotEmpty();

        for (JsonNode asset : assets) {
            Client.Reply served =
                    ada.get(character + "/assets/" + asset.path("number").asInt());
            String where = asset.path("where").asText();
            if (where.equals("web") || where.equals("nowhere"))
                assertThat(served.status()).isEqualTo(404);
            assertThat(served.body()).doesNotContain("root:");
        }
        assertThat(ada.get(character + "/assets/999").status()).isEqualTo(404);
        assertThat(ada.get(character + "/assets/-1").status()).isEqualTo(404);
    }

    @Test
    void files_in_a_card_are_given_out_to_the_byte() {
        Client ada = somebody();
        String character = kept(ada, file("edge/charx-plain.charx"));
        JsonNode assets = ada.get(character + "/assets").json().path("assets");

        assertThat(assets.findValuesAsText("where")).contains("file");
        for (JsonNode asset : assets)
            assertThat(ada.raw(character + "/assets/" + asset.path("number").asInt())
                            .statusCode())
                    .as(asset.toString())
                    .isEqualTo(200);
    }
}
