-- Agents on offer in the market; refilled from the journal. What begins with "sought" is in lower case, for searching.

CREATE TABLE "offer" (
    "agent" VARCHAR(255) PRIMARY KEY,
    "publisher" VARCHAR(255) NOT NULL,
    "casting" VARCHAR NOT NULL,
    "category" VARCHAR(255) NOT NULL,
    "tags" VARCHAR NOT NULL,
    "description" VARCHAR NOT NULL,
    "sought_name" VARCHAR NOT NULL,
    "sought_category" VARCHAR(255) NOT NULL,
    "sought_tags" VARCHAR NOT NULL,
    "sought" VARCHAR NOT NULL,
    "stars" BIGINT NOT NULL,
    "ratings" INTEGER NOT NULL,
    "rating" DOUBLE PRECISION NOT NULL,
    "imports" INTEGER NOT NULL,
    "created_at" BIGINT NOT NULL,
    "published_at" BIGINT NOT NULL,
    "shown" BOOLEAN NOT NULL,
    "sequence_number" BIGINT NOT NULL
);

CREATE INDEX "offer_category_idx" ON "offer" ("sought_category");
