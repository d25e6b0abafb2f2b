package parley.http.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;

/** A client over a real socket. Bodies are written with single quotes for legibility. */
public record Client(int port, String token) {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came back. */
    public record Reply(int status, HttpHeaders headers, String body) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The status, the stable code and the sentence of a problem. */
        public String problem() {
            return status + " " + json().path("code").asText() + ": "
                    + json().path("detail").asText();
        }
    }

    public Client with(String other) {
        return new Client(port, other);
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    public Reply post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    public Reply put(String path, String body) {
        return send(request(path).PUT(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    public Reply patch(String path, String body) {
        return send(request(path).method("PATCH", BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    public Reply delete(String path) {
        return send(request(path).DELETE());
    }

    /** A request to this server with the token, to add to. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .setHeader("Content-Type", "application/json");
        return token.isEmpty() ? request : request.setHeader("Authorization", "Bearer " + token);
    }

    public Reply send(HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(request.build(), BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    /** The lines of an event stream as they come. */
    public HttpResponse<Stream<String>> lines(HttpRequest.Builder request) {
        return exchange(request.setHeader("Accept", "text/event-stream").build(), BodyHandlers.ofLines());
    }

    /** The bytes of a file. */
    public HttpResponse<byte[]> raw(String path) {
        return exchange(request(path).GET().build(), BodyHandlers.ofByteArray());
    }

    /** The lines of the event stream that answers what is posted. */
    public HttpResponse<Stream<String>> lines(String path, String body) {
        return lines(request(path).POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    /** The raw bytes of an event stream as they come. */
    public InputStream bytes(HttpRequest.Builder request) {
        return exchange(request.setHeader("Accept", "text/event-stream").build(), BodyHandlers.ofInputStream())
                .body();
    }

    private static <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
        try {
            return HTTP.send(request, handler);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
