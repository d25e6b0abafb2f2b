package parley.persistence.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentIndex;
import parley.engine.agent.AgentProfile;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.persistence.database.Database;

/** Answers from the list of agents. */
public final class AgentList implements AgentIndex {
    private static final Slice SLICE = new Slice("""
        SELECT "id", "owner", "casting", "created_at", "updated_at" FROM "agent\"\
        """, "agent", "NOT \"retired\"", "created_at");

    private final Database database;

    public AgentList(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Page<AgentProfile>> agents(UserId owner, Page.Request page) {
        return database.reading(connection -> SLICE.of(connection, owner, page, AgentList::profile));
    }

    private static AgentProfile profile(ResultSet row) throws SQLException {
        String id = row.getString(1);
        return new AgentProfile(
                new AgentId(id),
                new UserId(row.getString(2)),
                Castings.read(id, row.getString(3)),
                Nanos.instant(row.getLong(4)),
                Nanos.instant(row.getLong(5)));
    }
}
