package parley.http.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What is known of one person's rooms after everything has come to rest.
 *
 * @param account the journal of the account that pays
 * @param waste what the platform's own account has booked for these rooms
 * @param spent what the person was told to have spent; negative where nobody asked
 */
record Evidence(List<Room> rooms, List<Entry> account, List<Entry> waste, long spent) {
    Evidence {
        rooms = List.copyOf(rooms);
        account = List.copyOf(account);
        waste = List.copyOf(waste);
    }

    /** One stored event. */
    record Entry(String persistenceId, long sequence, String writer, String event, JsonNode data) {
        int turn() {
            return data.path("turn").asInt();
        }

        /** One attempt at one turn. */
        String attempt() {
            return turn() + "/" + data.path("attempt").asInt();
        }

        long credits() {
            return data.path("credits").asLong();
        }

        String hold() {
            return data.path("hold").asText();
        }
    }

    /** What one viewer saw over all its connections, beginning after an event. */
    record View(long after, List<Recorder.Frame> frames) {
        View {
            frames = List.copyOf(frames);
        }

        List<Recorder.Frame> recorded() {
            return frames.stream().filter(it -> !it.event().equals("delta")).toList();
        }
    }

    /**
     * One room.
     *
     * @param journal what is stored of it
     * @param views what its viewers saw, each until nothing more was to come
     * @param acknowledged the texts of messages by their ids, as far as the server said that it took them
     */
    record Room(String id, List<Entry> journal, List<View> views, Map<String, String> acknowledged) {
        Room {
            journal = List.copyOf(journal);
            views = List.copyOf(views);
            acknowledged = Map.copyOf(acknowledged);
        }
    }
}
