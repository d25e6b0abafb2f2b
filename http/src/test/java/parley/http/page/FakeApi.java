package parley.http.page;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The part of the API that the page uses: one person, her agents and her rooms, in memory. */
final class FakeApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final FakeRound.Script script;
    private volatile int cutEvery = Integer.MAX_VALUE;
    private final AtomicInteger names = new AtomicInteger();
    private final Map<String, Map<String, Object>> agents = new ConcurrentSkipListMap<>();
    private final Map<String, Room> rooms = new ConcurrentSkipListMap<>();

    final FakeEars ears = new FakeEars();
    final FakeDoor door = new FakeDoor();

    private record Room(
            Map<String, Object> head, List<Map<String, Object>> participants, FakeRoom feed, FakeRound round) {}

    FakeApi(FakeRound.Script script) {
        this.script = script;
    }

    /** Every room from now on breaks each viewer's connection after so many frames. */
    void cutEvery(int frames) {
        cutEvery = frames;
    }

    /** Does the next thing in every room that somebody watches, so that nobody comes too late to see it. */
    void step() {
        rooms.values().stream()
                .filter(room -> room.feed().viewings() > 0)
                .forEach(room -> room.round().step());
    }

    /** The room that was opened last. */
    FakeRoom lastRoom() {
        return new ArrayList<>(rooms.values()).getLast().feed();
    }

    void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            route(
                    exchange,
                    List.of(exchange.getRequestURI()
                            .getPath()
                            .substring("/api/v1/".length())
                            .split("/")));
        } catch (NoSuchElementException nothing) {
            problem(exchange, 404, "not_found", "There is nothing here.");
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void route(HttpExchange exchange, List<String> path) throws IOException, InterruptedException {
        if (!path.getFirst().equals("auth") && !door.admits(exchange)) {
            problem(exchange, 401, "unauthenticated", "Please sign in.");
            return;
        }
        switch (path.getFirst()) {
            case "auth" -> door.auth(exchange, path.getLast());
            case "models" ->
                json(
                        exchange,
                        200,
                        Map.of(
                                "items",
                                List.of(Map.of(
                                        "model",
                                        "scripted/demo",
                                        "label",
                                        "Scripted demo",
                                        "demo",
                                        true,
                                        "preferred",
                                        true))));
            case "voices" ->
                json(
                        exchange,
                        200,
                        Map.of(
                                "items",
                                List.of(
                                        voice("mary/man", "Low"),
                                        voice("mary/woman", "Clear"),
                                        voice("mary/elder", "Elder"))));
            case "tools" -> json(exchange, 200, Map.of("items", List.of()));
            case "credits" -> json(exchange, 200, Map.of("available", 10_000, "held", 0, "spent", 0));
            case "agents" -> agents(exchange, path);
            case "conversations" -> conversations(exchange, path);
            default -> throw new NoSuchElementException();
        }
    }

    private static Map<String, Object> voice(String name, String label) {
        return Map.of("voice", name, "label", label, "language", "en");
    }

    private void agents(HttpExchange exchange, List<String> path) throws IOException {
        switch (exchange.getRequestMethod() + path.size()) {
            case "GET1" -> json(exchange, 200, page(agents.values()));
            case "POST1" -> json(exchange, 201, keep("a" + (100 + names.incrementAndGet()), body(exchange)));
            case "PUT2" -> json(exchange, 200, keep(path.get(1), body(exchange)));
            case "DELETE2" -> json(exchange, 200, Objects.requireNonNull(agents.remove(path.get(1))));
            default -> throw new NoSuchElementException();
        }
    }

    private Map<String, Object> keep(String id, Map<String, Object> wish) {
        Map<String, Object> agent = new LinkedHashMap<>(wish);
        agent.put("id", id);
        agent.put("persona", Map.of("kind", "plain", "prompt", String.valueOf(wish.get("persona"))));
        agents.put(id, agent);
        return agent;
    }

    private void conversations(HttpExchange exchange, List<String> path) throws IOException, InterruptedException {
        String what = exchange.getRequestMethod() + (path.size() > 2 ? path.get(2) : "");
        if (path.size() == 1) {
            if (what.equals("POST")) json(exchange, 201, open(body(exchange)));
            else
                json(
                        exchange,
                        200,
                        page(rooms.values().stream()
                                .map(FakeApi::summary)
                                .toList()
                                .reversed()));
            return;
        }
        Room room = rooms.get(path.get(1));
        if (room == null) throw new NoSuchElementException();
        switch (what) {
            case "GET" -> json(exchange, 200, view(room));
            case "DELETE" -> {
                rooms.remove(path.get(1));
                room.feed().delete();
                json(exchange, 200, room.head());
            }
            case "POSTlistening" -> {
                ears.played(body(exchange));
                exchange.sendResponseHeaders(204, -1);
            }
            case "POSTmessages" -> say(exchange, room, body(exchange));
            case "POSTstop" -> {
                ears.cutIn(body(exchange));
                room.round().stop();
                json(exchange, 200, view(room));
            }
            case "GETevents" -> events(exchange, room);
            case "GETturns" -> sound(exchange, Integer.parseInt(path.get(3)), room);
            default -> throw new NoSuchElementException();
        }
    }

    private Map<String, Object> open(Map<String, Object> wish) {
        String id = "c" + (100 + names.incrementAndGet());
        List<Map<String, Object>> participants = new ArrayList<>();
        for (Object agent : (Collection<?>) Objects.requireNonNull(wish.get("agents"))) {
            Map<String, Object> known = Objects.requireNonNull(agents.get(agent.toString()));
            participants.add(Map.of(
                    "agent",
                    agent,
                    "name",
                    known.get("name"),
                    "model",
                    known.get("model"),
                    "voice",
                    known.get("voice")));
        }
        FakeRoom feed = new FakeRoom();
        feed.cutEvery(cutEvery);
        Room room = new Room(
                Map.of("id", id, "title", wish.getOrDefault("title", "")),
                participants,
                feed,
                new FakeRound(feed, participants, script));
        rooms.put(id, room);
        feed.record("opened", 0, Map.of("owner", "u1", "title", wish.getOrDefault("title", "")));
        if (wish.containsKey("message")) start(room, wish);
        return view(room);
    }

    private void start(Room room, Map<String, Object> wish) {
        String text = String.valueOf(wish.getOrDefault("message", wish.get("text")));
        room.round().say("m" + names.incrementAndGet(), text, (Integer) wish.getOrDefault("turns", 3));
    }

    private void say(HttpExchange exchange, Room room, Map<String, Object> wish) throws IOException {
        if (room.round().running() && !"interrupt".equals(wish.get("whenBusy"))) {
            problem(exchange, 409, "conflict", "They are still talking.");
            return;
        }
        ears.cutIn(wish);
        room.round().stop();
        start(room, wish);
        json(
                exchange,
                202,
                Map.of("conversation", Objects.requireNonNull(room.head().get("id")), "cursor", "0.0"));
    }

    private static Map<String, Object> summary(Room room) {
        Map<String, Object> summary = new LinkedHashMap<>(room.head());
        summary.put("running", room.round().running());
        summary.put("turns", room.round().turns());
        summary.put("updatedAt", Instant.now().toString());
        return summary;
    }

    private static Map<String, Object> view(Room room) {
        List<FakeRoom.Frame> recorded = room.feed().recorded();
        Map<String, Object> view = summary(room);
        view.put("participants", room.participants());
        view.put("lines", FakeLines.of(recorded, room.participants()));
        view.put("cursor", recorded.getLast().cursor());
        return view;
    }

    private void events(HttpExchange exchange, Room room) throws IOException, InterruptedException {
        List<String> query = List.of(exchange.getRequestURI().getQuery().split("&"));
        ears.opened(query);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        room.feed().watch(query.getFirst().substring("after=".length()), exchange.getResponseBody());
    }

    private static void sound(HttpExchange exchange, int turn, Room room) throws IOException {
        byte[] wav = Tone.wav(120 + 40 * (turn % 3), room.round().millis());
        exchange.getResponseHeaders().set("Content-Type", "audio/wav");
        exchange.sendResponseHeaders(200, wav.length);
        exchange.getResponseBody().write(wav);
    }

    private static Map<String, Object> page(Collection<Map<String, Object>> items) {
        return Map.of("items", items, "total", items.size(), "page", 1, "limit", 20);
    }

    static Map<String, Object> body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        return bytes.length == 0 ? Collections.emptyMap() : JSON.readValue(bytes, OBJECT);
    }

    static void problem(HttpExchange exchange, int status, String code, String detail) throws IOException {
        json(
                exchange,
                status,
                Map.of("type", "about:blank", "title", code, "status", status, "detail", detail, "code", code));
    }

    static void json(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders()
                .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
