package parley.engine.market;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;

/**
 * An agent's stall.
 *
 * @param display what was published last; absent before the first time
 * @param open whether it is on offer
 * @param stars the rating of each user, by id
 * @param copies the agent that each user has made of it, by id
 */
@JsonTypeName("market.state")
public record StallState(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Display display,
        boolean open,
        SortedMap<String, Integer> stars,
        SortedMap<String, AgentId> copies)
        implements Journaled {
    static final StallState EMPTY = new StallState(null, false, new TreeMap<>(), new TreeMap<>());

    public StallState {
        stars = Collections.unmodifiableSortedMap(new TreeMap<>(stars));
        copies = Collections.unmodifiableSortedMap(new TreeMap<>(copies));
    }

    /** What is shown. */
    public record Display(UserId publisher, Casting casting, Notice notice, Instant createdAt, Instant publishedAt) {
        boolean shows(StallCommand.Publish it) {
            return casting.equals(it.casting()) && notice.equals(it.notice());
        }
    }

    StallState showing(Display shown) {
        return new StallState(shown, true, stars, copies);
    }

    StallState closed() {
        return new StallState(display, false, stars, copies);
    }

    StallState rated(UserId user, int given) {
        return new StallState(display, open, with(stars, user, given), copies);
    }

    StallState taken(UserId user, AgentId copy) {
        return new StallState(display, open, stars, with(copies, user, copy));
    }

    /** The display, while the stall is open. */
    Optional<Display> onOffer() {
        return open ? Optional.ofNullable(display) : Optional.empty();
    }

    @Nullable
    Integer starsOf(UserId user) {
        return stars.get(user.value());
    }

    @Nullable
    AgentId copyOf(@Nullable UserId user) {
        return user == null ? null : copies.get(user.value());
    }

    Offer offer(AgentId agent, Display it) {
        long sum = stars.values().stream().mapToLong(Integer::longValue).sum();
        return new Offer(
                agent,
                it.publisher,
                it.casting,
                it.notice,
                sum,
                stars.size(),
                copies.size(),
                it.createdAt,
                it.publishedAt);
    }

    private static <V> SortedMap<String, V> with(SortedMap<String, V> all, UserId user, V value) {
        SortedMap<String, V> more = new TreeMap<>(all);
        more.put(user.value(), value);
        return more;
    }
}
