package parley.http.main;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server that the cases of one file are run against; it starts when the first of them does. */
final class ContractHouse implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private static final int SHOWN = 600;
    private static final String PRICES = "parley.prices.defaults";

    private final Path directory;
    private final String resource;
    private final ContractPaper paper;
    private @Nullable Server server;
    private @Nullable ContractStage stage;

    ContractHouse(Path directory, String resource, ContractPaper paper) {
        this.directory = directory;
        this.resource = resource;
        this.paper = paper;
    }

    /** Sends a case at a mount and answers everything that was wrong with what came back. */
    List<String> complaints(ContractCase it, String mount) {
        ContractStage stage = stage();
        ContractExchange sent = ContractExchange.of(it, mount, stage);
        ContractAnswer answer = ContractAnswer.of(answered(sent));
        List<String> complaints = new ArrayList<>(answer.misses(it, stage));
        complaints.addAll(answer.keep(it, stage));
        paper.operation(it.method(), sent.address())
                .ifPresentOrElse(
                        told -> complaints.addAll(untold(told, it, sent, answer)),
                        () -> complaints.add("untold: " + it.method() + " " + sent.address()));
        if (!complaints.isEmpty())
            complaints.add(it.method() + " " + sent.address() + " answered " + answer.status() + " "
                    + answer.body().substring(0, Math.min(SHOWN, answer.body().length())));
        return complaints;
    }

    private List<String> untold(
            ContractPaper.Operation told, ContractCase it, ContractExchange sent, ContractAnswer answer) {
        List<String> untold = new ArrayList<>(paper.ofAnswer(told, answer.status(), answer.type(), answer.json()));
        if (answer.status() >= 400) return untold;
        untold.addAll(paper.ofRequest(told, sent.address(), sent.type(), sent.json()));
        if (it.as().equals("nobody") && !told.isPublic()) untold.add("told as if one had to be signed in");
        return untold;
    }

    private ContractStage stage() {
        if (stage != null) return stage;
        server = Server.start(config());
        stage = new ContractStage(server.address().getPort());
        return stage;
    }

    private static HttpResponse<byte[]> answered(ContractExchange sent) {
        try {
            return HTTP.send(sent.request(), BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private Config config() {
        try {
            Config own = ConfigFactory.parseResources("contract/" + resource + ".conf");
            Config house = new Premises(directory, resource).config();
            return own.withFallback(ConfigFactory.parseString("""
                parley {
                  admins = "%s"
                  http.sign-in { burst = 10000, per-minute = 10000 }
                }
                """.formatted(ContractStage.email("admin"))))
                    .withFallback(house.withValue(PRICES, free(house.getList(PRICES))))
                    .resolve();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The same prices, but for the scripted model, which costs nothing. */
    private static ConfigValue free(ConfigList prices) {
        List<Object> rows = new ArrayList<>();
        for (ConfigValue row : prices) {
            if (row.unwrapped() instanceof Map<?, ?> told && "scripted".equals(told.get("provider"))) continue;
            rows.add(row.unwrapped());
        }
        rows.add(Map.of("provider", "scripted", "model", "*", "message", 0));
        return ConfigValueFactory.fromIterable(rows);
    }

    @Override
    public void close() {
        if (server != null) server.close();
    }
}
