package parley.persistence.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is left of each of an account's grants, and in which order they are used. Used by one fold only. */
final class Grants {
    private static final Comparator<Grant> ORDER = Comparator.comparingInt(Grant::priority)
            .thenComparing(Grant::expires, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Grant::at);

    private final Map<String, Grant> all = new LinkedHashMap<>();
    private long available;

    /** Credits that were given at one time, and what is left of them. */
    record Grant(
            String id, String type, int priority, @Nullable Instant expires, Instant at, long left) {
        Grant plus(long credits) {
            return new Grant(id, type, priority, expires, at, left + credits);
        }

        boolean sold() {
            return type.equals("PURCHASE") || type.equals("SUBSCRIPTION");
        }

        /** The book that the credits come from. */
        String source() {
            if (type.equals("REFUND")) return "REVENUE";
            return sold() ? "SALES" : "PROMOTION";
        }

        /** The book that they go to where they are not used in time. */
        String sink() {
            return sold() ? "REVENUE" : source();
        }

        boolean expired(Instant now) {
            return expires != null && !now.isBefore(expires);
        }
    }

    /** So many credits of one grant. */
    record Portion(String grant, long credits) {
        static List<Portion> of(JsonNode list) {
            List<Portion> portions = new ArrayList<>();
            list.forEach(it -> portions.add(new Portion(Fact.text(it, "grant"), Fact.number(it, "credits"))));
            return portions;
        }
    }

    long available() {
        return available;
    }

    /** What is left of each. */
    Map<String, Long> left() {
        Map<String, Long> left = new HashMap<>();
        all.forEach((id, grant) -> left.put(id, grant.left));
        return left;
    }

    boolean knows(String grant) {
        return all.containsKey(grant);
    }

    Optional<Grant> grant(String grant) {
        return Optional.ofNullable(all.get(grant));
    }

    void give(Grant grant) {
        all.put(grant.id, grant);
        available += grant.left;
    }

    /** Which grants so many credits are due from; fewer where there are not as many. */
    List<Portion> portions(long credits) {
        List<Portion> portions = new ArrayList<>();
        long missing = credits;
        for (Grant grant :
                all.values().stream().filter(it -> it.left > 0).sorted(ORDER).toList()) {
            long taken = Math.min(missing, grant.left);
            if (taken <= 0) break;
            missing -= taken;
            portions.add(new Portion(grant.id, taken));
        }
        return portions;
    }

    /** Takes of a grant; tells what is wrong with that. */
    Optional<String> take(Portion portion, Instant at) {
        Grant grant = all.get(portion.grant);
        if (grant == null) return Optional.of("takes of grant " + portion.grant + ", which was never given");
        move(grant, -portion.credits);
        if (portion.credits < 0 || grant.left < portion.credits)
            return Optional.of(
                    "takes " + portion.credits + " of grant " + grant.id + ", of which " + grant.left + " are left");
        if (grant.expired(at)) return Optional.of("takes of grant " + grant.id + ", which had expired");
        return Optional.empty();
    }

    /** Gives back what was taken; a grant that was never given gets nothing. */
    void putBack(Portion portion) {
        Grant grant = all.get(portion.grant);
        if (grant != null) move(grant, portion.credits);
    }

    private void move(Grant grant, long credits) {
        all.put(grant.id, grant.plus(credits));
        available += credits;
    }
}
