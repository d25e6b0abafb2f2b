-- What happened to accounts, one row for each event that moved credits; refilled from the journal like every list.
-- "after" is absent where credits were only set aside or freed: there it is that of the row before.
-- The last five columns are the platform's side of a row: with "credits" they add up to zero.

CREATE TABLE "account_transaction" (
    "account" VARCHAR(255) NOT NULL,
    "sequence_number" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "type" VARCHAR(32) NOT NULL,
    "credits" BIGINT NOT NULL,
    "held" BIGINT NOT NULL,
    "after" BIGINT,
    "reason" VARCHAR NOT NULL,
    "description" VARCHAR,
    "hold" VARCHAR,
    "asked_as" VARCHAR,
    "room" VARCHAR,
    "agent" VARCHAR,
    "model" VARCHAR,
    "done_by" VARCHAR(255),
    "revenue" BIGINT NOT NULL,
    "provider" BIGINT NOT NULL,
    "waste" BIGINT NOT NULL,
    "promotion" BIGINT NOT NULL,
    "sales" BIGINT NOT NULL,
    PRIMARY KEY ("account", "sequence_number")
);

CREATE INDEX "account_transaction_at_idx" ON "account_transaction" ("account", "at");
