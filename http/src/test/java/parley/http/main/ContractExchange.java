package parley.http.main;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import parley.http.api.Client;

/** A case as it is sent at one mount: the address, the type of its body and the JSON in it, if it is JSON. */
record ContractExchange(String address, String type, Optional<JsonNode> json, HttpRequest request) {
    private static final String JSON = "application/json";

    static ContractExchange of(ContractCase it, String mount, ContractStage stage) {
        stage.keep("mount", mount);
        String address = (mount.equals("api") ? "/api" : "") + stage.address(it.path());
        Client client = stage.person(it.as());
        HttpRequest.Builder request = client.request(address);
        JsonNode told = it.told();
        String type = "";
        Optional<JsonNode> json = Optional.empty();
        byte[] body = {};
        if (told.has("body")) {
            type = JSON;
            json = Optional.of(stage.value(told.path("body")));
            body = bytes(json.get().toString());
        } else if (told.has("text")) {
            type = JSON;
            body = bytes(stage.text(told.path("text").asText()));
        } else if (told.has("form")) {
            String line = "part-" + UUID.randomUUID();
            type = "multipart/form-data";
            body = form(stage.value(told.path("form")), line);
            request.setHeader("Content-Type", type + "; boundary=" + line);
        }
        request.method(it.method(), type.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        told.path("headers")
                .properties()
                .forEach(header -> request.setHeader(
                        header.getKey(), stage.text(header.getValue().asText())));
        return new ContractExchange(address, type, json, request.build());
    }

    private static byte[] form(JsonNode parts, String line) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        parts.properties().forEach(part -> {
            JsonNode file = part.getValue();
            String head = "--" + line + "\r\nContent-Disposition: form-data; name=\"" + part.getKey();
            if (file.isObject()) {
                form.writeBytes(
                        bytes(head + "\"; filename=\"" + file.path("name").asText() + "\"\r\nContent-Type: "
                                + file.path("type").asText() + "\r\n\r\n"));
                form.writeBytes(
                        file.has("base64")
                                ? Base64.getDecoder().decode(file.path("base64").asText())
                                : bytes(file.path("text").asText()));
            } else form.writeBytes(bytes(head + "\"\r\n\r\n" + file.asText()));
            form.writeBytes(bytes("\r\n"));
        });
        form.writeBytes(bytes("--" + line + "--\r\n"));
        return form.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
