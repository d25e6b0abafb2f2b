package parley.http.management;

import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;

/**
 * Tells the side of a cluster that will have to end from the one that goes on, as soon as members do not reach each other:
 * the smaller one; of equal ones that which does not have the member whose address comes first. It is what the downing
 * provider decides a little later.
 */
final class Minority {
    private static final Set<MemberStatus> COUNT = Set.of(MemberStatus.up(), MemberStatus.leaving());

    private Minority() {}

    /** Whether whoever sees the cluster like this is on the side that ends. */
    static boolean sees(CurrentClusterState state) {
        Set<Member> unreachable = state.getUnreachable();
        return !unreachable.isEmpty() && sees(counted(state), unreachable);
    }

    /** The same of those that count. */
    static boolean sees(List<Member> members, Set<Member> unreachable) {
        long lost = members.stream().filter(unreachable::contains).count();
        if (lost * 2 != members.size()) return lost * 2 > members.size();
        return members.stream()
                .min((one, other) -> Member.addressOrdering().compare(one.address(), other.address()))
                .filter(unreachable::contains)
                .isPresent();
    }

    private static List<Member> counted(CurrentClusterState state) {
        return StreamSupport.stream(state.getMembers().spliterator(), false)
                .filter(it -> COUNT.contains(it.status()))
                .toList();
    }
}
