package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import parley.http.api.Client;

/** Many rooms of one person that are talked to at the same time. */
record Crowd(Client by) {
    private static final String ROOMS = "/api/v1/conversations";
    private static final String AGENT = "'agents':[{'name':'Ann','persona':'calm','voice':'none/none'}]";

    /** Opens so many rooms, each with one agent; answers their ids. */
    List<String> open(int rooms) {
        return together(
                IntStream.rangeClosed(1, rooms).mapToObj(it -> "room-" + it).toList(), room -> {
                    assertThat(by.post(ROOMS, "{'id':'" + room + "'," + AGENT + "}")
                                    .status())
                            .isEqualTo(201);
                    return room;
                });
    }

    /** Says something in each of them at once; answers what came back, in their order. */
    List<Client.Reply> say(List<String> rooms) {
        return together(rooms, room -> by.post(ROOMS + "/" + room + "/messages", "{'text':'Tea?','turns':1}"));
    }

    private static <T> List<T> together(List<String> rooms, Function<String, T> task) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = rooms.stream()
                    .map(it -> threads.submit(() -> task.apply(it)))
                    .toList();
            return running.stream().map(Crowd::done).toList();
        }
    }

    private static <T> T done(Future<T> running) {
        try {
            return running.get();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
