package parley.http.main;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import parley.http.api.Client;

/** The card files that all tests share, and ways to send some. */
final class CardFiles {
    private static final Path FOLDER = Checkout.ROOT.resolve("engine/src/test/resources/cards");
    private static final String BETWEEN = "between-the-cards";

    private CardFiles() {}

    /** A file, with a name that its sender gives it. */
    static final class Sent {
        private final String name;
        private final byte[] bytes;

        Sent(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        String name() {
            return name;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Sent file(String path) {
        try {
            Path file = FOLDER.resolve(path);
            return new Sent(Objects.requireNonNull(file.getFileName()).toString(), Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<Sent> folder(String name) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(name))) {
            return files.sorted().map(it -> file(name + "/" + it.getFileName())).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Sent json(String name, String json) {
        return new Sent(name, json.replace('\'', '"').getBytes(UTF_8));
    }

    /** A card of version 2 with nothing special in it. */
    static Sent card(String name) {
        return json(name + ".json", """
            {'spec':'chara_card_v2','spec_version':'2.0','data':{'name':'%s','description':'{{char}} mends clocks.',
            'personality':'patient','scenario':'a shop','first_mes':'Hello {{user}}!','mes_example':'<START>',
            'creator_notes':'Made for tests','system_prompt':'','post_history_instructions':'',
            'alternate_greetings':['Good evening!'],'tags':['Clocks','Calm'],'creator':'Ann','character_version':'1.1',
            'extensions':{'other/app':{'kept':1.50}},
            'character_book':{'name':'Workshop','extensions':{},'entries':[{'keys':['lamp'],'content':'The lamp is green.',
            'extensions':{},'enabled':true,'insertion_order':1}]}}}\
            """.formatted(name));
    }

    static Sent zip(String name, List<Sent> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Sent file : files) {
                zip.putNextEntry(new ZipEntry(file.name()));
                zip.write(file.bytes());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Sent(name, bytes.toByteArray());
    }

    static Client.Reply post(Client by, String path, String field, List<Sent> files, String... texts) {
        return by.send(form(by, path).POST(BodyPublishers.ofByteArray(body(field, files, texts))));
    }

    static Client.Reply put(Client by, String path, Sent file) {
        return by.send(form(by, path).PUT(BodyPublishers.ofByteArray(body("file", List.of(file)))));
    }

    static HttpRequest.Builder form(Client by, String path) {
        return by.request(path).setHeader("Content-Type", "multipart/form-data; boundary=" + BETWEEN);
    }

    static byte[] body(String field, List<Sent> files, String... texts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int at = 0; at < texts.length; at += 2)
            body.writeBytes(("--" + BETWEEN + "\r\nContent-Disposition: form-data; name=\"" + texts[at] + "\"\r\n\r\n"
                            + texts[at + 1] + "\r\n")
                    .getBytes(UTF_8));
        for (Sent file : files) {
            body.writeBytes(("--" + BETWEEN + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                            + file.name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(UTF_8));
            body.writeBytes(file.bytes);
            body.writeBytes("\r\n".getBytes(UTF_8));
        }
        body.writeBytes(("--" + BETWEEN + "--\r\n").getBytes(UTF_8));
        return body.toByteArray();
    }
}
