package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.reject;

import java.time.Clock;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;
import parley.http.edge.ErrorForm;

/** All addresses of this dialect. */
public final class ChatsParty {
    private final List<Chapter> chapters;

    public ChatsParty(Doors doors, ChatsPartySettings settings) {
        Clock clock = Clock.systemUTC();
        PlatformDefault platform =
                new PlatformDefault(settings.platform(), doors.models(), doors.providers(), clock.instant());
        AgentBook agents = new AgentBook(doors.agentIndex(), settings.agents().most());
        chapters = List.of(
                new SystemRoutes(settings),
                new AgentRoutes(doors, platform, agents),
                new MarketplaceRoutes(doors, platform, agents, settings.marketplace()),
                new ProviderRoutes(doors.providers(), platform),
                new ConnectionRoutes(doors, platform),
                new DefaultConnectionRoutes(doors.keyring().signedIn(), platform),
                new FileRoutes(doors, settings.documents()),
                new StorageRoutes(doors, clock),
                new VoiceConnectionRoutes(doors, new PlatformVoice(settings.voice(), doors.speaker(), clock.instant())),
                new PodcastRoutes(doors),
                new AuthRoutes(doors),
                new PasswordRoutes(doors),
                new OAuthRoutes(doors),
                new UserRoutes(doors),
                new CreditRoutes(doors, settings),
                new ConversationRoutes(doors),
                new ConversationSessions(doors),
                new ChatRoutes(doors, settings.chat(), clock));
    }

    /** The form in which these addresses say no. */
    public static ErrorForm errors(HttpRequest request) {
        return request.getUri().path().startsWith("/api/") ? Complaint.API : Complaint.ROOT;
    }

    /** Everything at the root, and everything again below {@code /api}. */
    public Route routes() {
        return concat(pathPrefix("api", () -> all(Mount.API)), all(Mount.ROOT));
    }

    private Route all(Mount mount) {
        return chapters.stream().map(it -> it.routes(mount)).reduce(reject(), (all, more) -> concat(all, more));
    }
}
