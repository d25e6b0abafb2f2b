package parley.http.main;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
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
        String body = "";
        if (told.has("body")) {
            type = JSON;
            json = Optional.of(stage.value(told.path("body")));
            body = json.get().toString();
        } else if (told.has("text")) {
            type = JSON;
            body = stage.text(told.path("text").asText());
        } else if (told.has("form")) {
            String line = "part-" + UUID.randomUUID();
            type = "multipart/form-data";
            body = form(stage.value(told.path("form")), line);
            request.setHeader("Content-Type", type + "; boundary=" + line);
        }
        request.method(
                it.method(),
                type.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        told.path("headers")
                .properties()
                .forEach(header -> request.setHeader(
                        header.getKey(), stage.text(header.getValue().asText())));
        return new ContractExchange(address, type, json, request.build());
    }

    private static String form(JsonNode parts, String line) {
        StringBuilder form = new StringBuilder();
        parts.properties().forEach(part -> {
            JsonNode file = part.getValue();
            form.append("--")
                    .append(line)
                    .append("\r\nContent-Disposition: form-data; name=\"")
                    .append(part.getKey());
            if (file.isObject())
                form.append("\"; filename=\"")
                        .append(file.path("name").asText())
                        .append("\"\r\nContent-Type: ")
                        .append(file.path("type").asText())
                        .append("\r\n\r\n")
                        .append(file.path("text").asText());
            else form.append("\"\r\n\r\n").append(file.asText());
            form.append("\r\n");
        });
        return form.append("--").append(line).append("--\r\n").toString();
    }
}
