-- Users' connections to providers of models; refilled from the journal. No key is here, only which master key seals it.

CREATE TABLE "connection" (
    "owner" VARCHAR(255) NOT NULL,
    "id" VARCHAR(255) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "description" VARCHAR(1000) NOT NULL,
    "provider" VARCHAR(255) NOT NULL,
    "model" VARCHAR(255) NOT NULL,
    "base" VARCHAR(1000),
    "active" BOOLEAN NOT NULL,
    "preferred" BOOLEAN NOT NULL,
    "sealed_with" VARCHAR(255),
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    "sequence_number" BIGINT NOT NULL,
    PRIMARY KEY ("owner", "id")
);

CREATE INDEX "connection_sealed_with_idx" ON "connection" ("sealed_with", "owner");
