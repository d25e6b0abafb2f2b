package parley.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.util.Version;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Set$;

class MinorityTest {
    @Test
    void who_sees_all_or_more_than_half_goes_on() {
        assertThat(sees(1)).isFalse();
        assertThat(sees(3)).isFalse();
        assertThat(sees(3, 2)).isFalse();
        assertThat(sees(5, 1, 4)).isFalse();
    }

    @Test
    void who_sees_less_than_half_does_not() {
        assertThat(sees(3, 1, 2)).isTrue();
        assertThat(sees(5, 0, 1, 2)).isTrue();
    }

    @Test
    void of_two_halves_the_one_with_the_first_address_goes_on() {
        assertThat(sees(2, 1)).isFalse();
        assertThat(sees(2, 0)).isTrue();
        assertThat(sees(4, 2, 3)).isFalse();
        assertThat(sees(4, 0, 1)).isTrue();
    }

    /** Whether it is the smaller side of so many members, of which some are not reached. */
    private static boolean sees(int size, int... lost) {
        List<Member> members =
                IntStream.range(0, size).mapToObj(MinorityTest::member).toList();
        Set<Member> unreachable = IntStream.of(lost).mapToObj(members::get).collect(Collectors.toSet());
        return Minority.sees(members, unreachable);
    }

    private static Member member(int number) {
        UniqueAddress address =
                new UniqueAddress(new Address("pekko", "parley", "127.0.0.1", 2551 + number), (long) number);
        return new Member(address, number, MemberStatus.up(), Set$.MODULE$.empty(), Version.Zero());
    }
}
