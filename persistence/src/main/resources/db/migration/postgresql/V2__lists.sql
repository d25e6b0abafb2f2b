-- Lists that are written in the journal's own transactions and can be refilled from the journal at any time.
-- Times are nanoseconds since 1970, so that a list shows the very instant that the event recorded.
-- No index holds updated_at, and pages keep room, so that PostgreSQL can update a row in place.

CREATE TABLE conversation (
    id VARCHAR(255) PRIMARY KEY,
    owner VARCHAR(255) NOT NULL,
    title TEXT NOT NULL,
    running BOOLEAN NOT NULL,
    uncharged INTEGER NOT NULL,
    turns INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted BOOLEAN NOT NULL,
    sequence_number BIGINT NOT NULL
) WITH (fillfactor = 70);

CREATE INDEX conversation_owner_idx ON conversation (owner);
CREATE INDEX conversation_unfinished_idx ON conversation (id) WHERE running OR uncharged > 0;

CREATE TABLE agent (
    id VARCHAR(255) PRIMARY KEY,
    owner VARCHAR(255) NOT NULL,
    casting TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    retired BOOLEAN NOT NULL,
    sequence_number BIGINT NOT NULL
);

CREATE INDEX agent_owner_idx ON agent (owner);
