-- Who uses this database now: every server says so again and again, by the clock of the database.

CREATE TABLE "cluster_member" (
    "node" VARCHAR(512) PRIMARY KEY,
    "incarnation" VARCHAR(64) NOT NULL,
    "place" VARCHAR(255) NOT NULL,
    "cluster" VARCHAR(255) NOT NULL,
    "up" BOOLEAN NOT NULL,
    "entered_at" TIMESTAMP WITH TIME ZONE NOT NULL,
    "beat_at" TIMESTAMP WITH TIME ZONE NOT NULL
);
