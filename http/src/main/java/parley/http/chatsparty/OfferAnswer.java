package parley.http.chatsparty;

import java.time.Instant;
import java.util.List;

/** An agent on offer; what it is ordered is for whoever takes it. */
record OfferAnswer(
        String agentId,
        String id,
        String name,
        String description,
        String characteristics,
        String category,
        List<String> tags,
        double rating,
        int ratingCount,
        int usageCount,
        Instant createdAt,
        Instant publishedAt,
        Publisher user,
        AgentAnswer.StyleAnswer chatStyle,
        AgentAnswer.AiAnswer aiConfig) {

    /** Who offers it, by the name that they gave themselves. */
    record Publisher(String id, String name) {}
}
