package parley.engine.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose turn it is. */
class FairQueueTest {
    private final FairQueue<String> queue = new FairQueue<>();

    @Test
    void takes_one_of_each_user_in_turn_however_many_one_of_them_has() {
        for (int each = 1; each <= 4; each++) queue.add(new Asker("ada", "hall"), "ada" + each);
        queue.add(new Asker("bob", "den"), "bob1");
        queue.add(new Asker("cleo", "den"), "cleo1");
        queue.add(new Asker("bob", "den"), "bob2");

        assertThat(queue.order()).containsExactly("ada1", "bob1", "cleo1", "ada2", "bob2", "ada3", "ada4");
        assertThat(served()).containsExactly("ada1", "bob1", "cleo1", "ada2", "bob2", "ada3", "ada4");
    }

    @Test
    void takes_one_of_each_room_of_a_user_in_turn() {
        for (int each = 1; each <= 3; each++) queue.add(new Asker("ada", "busy"), "busy" + each);
        queue.add(new Asker("ada", "calm"), "calm1");
        queue.add(new Asker("bob", "den"), "bob1");

        assertThat(served()).containsExactly("busy1", "bob1", "calm1", "busy2", "busy3");
    }

    @Test
    void whoever_comes_while_others_are_served_waits_for_no_more_than_one_of_each() {
        for (int each = 1; each <= 5; each++) queue.add(new Asker("ada", "hall"), "ada" + each);
        assertThat(queue.poll()).contains("ada1");
        queue.add(new Asker("bob", "den"), "bob1");

        assertThat(served()).startsWith("ada2", "bob1");
    }

    @Test
    void whoever_leaves_is_skipped_and_nobody_counts_twice() {
        Asker ada = new Asker("ada", "hall");
        queue.add(ada, "one");
        queue.add(ada, "two");
        queue.add(ada, "two");
        queue.remove("one");
        queue.remove("unknown");

        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.contains("one")).isFalse();
        assertThat(served()).containsExactly("two");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void all_go_in_the_order_in_which_they_would_have_been_served() {
        queue.add(new Asker("ada", "hall"), "ada1");
        queue.add(new Asker("ada", "hall"), "ada2");
        queue.add(new Asker("bob", "den"), "bob1");

        assertThat(queue.drained()).containsExactly("ada1", "bob1", "ada2");
        assertThat(queue.isEmpty()).isTrue();
    }

    private List<String> served() {
        List<String> served = new ArrayList<>();
        for (Optional<String> next = queue.poll(); next.isPresent(); next = queue.poll()) served.add(next.get());
        return served;
    }
}
