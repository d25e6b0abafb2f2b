-- Recordings that have not ended, so that a server that starts knows what to go on with; refilled from the journal.

CREATE TABLE "recording_under_way" (
    "conversation" VARCHAR(255) NOT NULL,
    "recording" VARCHAR(255) NOT NULL,
    PRIMARY KEY ("conversation", "recording")
);
