-- Files of users, and what their uploads and deletions may have left in the store; refilled from the journal like every
-- list. "state" is open while a file comes, kept once it is whole, and leaving until its bytes are gone.

CREATE TABLE file (
    id VARCHAR(255) PRIMARY KEY,
    owner VARCHAR(255) NOT NULL,
    name TEXT NOT NULL,
    conversation VARCHAR(255),
    media_type TEXT,
    size BIGINT,
    sha256 VARCHAR(64),
    created_at BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL
);

CREATE INDEX file_owner_idx ON file (owner);
CREATE INDEX file_leftover_idx ON file (created_at) WHERE state <> 'kept';
