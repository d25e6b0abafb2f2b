-- Lists that are written in the journal's own transactions and can be refilled from the journal at any time.
-- Times are nanoseconds since 1970, so that a list shows the very instant that the event recorded.

CREATE TABLE "conversation" (
    "id" VARCHAR(255) PRIMARY KEY,
    "owner" VARCHAR(255) NOT NULL,
    "title" VARCHAR NOT NULL,
    "running" BOOLEAN NOT NULL,
    "uncharged" INTEGER NOT NULL,
    "turns" INTEGER NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    "deleted" BOOLEAN NOT NULL,
    "sequence_number" BIGINT NOT NULL
);

CREATE INDEX "conversation_owner_idx" ON "conversation" ("owner");

CREATE TABLE "agent" (
    "id" VARCHAR(255) PRIMARY KEY,
    "owner" VARCHAR(255) NOT NULL,
    "casting" VARCHAR NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    "retired" BOOLEAN NOT NULL,
    "sequence_number" BIGINT NOT NULL
);

CREATE INDEX "agent_owner_idx" ON "agent" ("owner");
