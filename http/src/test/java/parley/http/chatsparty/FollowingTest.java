package parley.http.chatsparty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.stream.KillSwitch;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.ConversationId;
import parley.engine.kernel.UserId;

class FollowingTest {
    private final List<String> ended = new ArrayList<>();
    private final Following following = new Following(2);

    private void follows(String conversation) {
        following.add(
                conversation,
                new Following.Followed(new UserId("ada"), new ConversationId(conversation), stream(conversation)));
    }

    private KillSwitch stream(String conversation) {
        return new KillSwitch() {
            @Override
            public void shutdown() {
                ended.add(conversation);
            }

            @Override
            public void abort(Throwable failure) {
                throw new AssertionError(failure);
            }
        };
    }

    @Test
    void lets_the_conversation_go_that_was_not_used_for_longest_and_rests() {
        follows("a");
        follows("b");
        following.touch("a");

        assertThat(following.makeRoom()).isTrue();

        assertThat(ended).containsExactly("b");
        assertThat(following.of("a")).isPresent();
    }

    @Test
    void lets_none_go_in_which_its_own_round_runs() {
        follows("a");
        follows("b");
        following.owns("a", 1);
        following.owns("b", 4);

        assertThat(following.makeRoom()).isFalse();
        following.rests("b", 4);
        assertThat(following.makeRoom()).isTrue();

        assertThat(ended).containsExactly("b");
    }

    @Test
    void a_round_whose_end_comes_before_the_word_that_it_began_does_not_run() {
        follows("a");

        following.rests("a", 1);
        following.owns("a", 1);

        assertThat(following.of("a").orElseThrow().runs()).isFalse();
    }
}
