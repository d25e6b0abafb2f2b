package parley.http.trial;

import java.util.List;
import java.util.Map;

/**
 * What a guest can tell at the end of a stay.
 *
 * @param spent the credits that the server said were spent
 */
record Stay(String guest, List<Room> rooms, long spent) {

    /** One room of the guest: what its viewers saw, and which messages the server took. */
    record Room(String id, List<Evidence.View> views, Map<String, String> acknowledged) {}
}
