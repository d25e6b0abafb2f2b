-- The keys of users' connections to voices; refilled from the journal. No key is here, only which master key seals it.

CREATE TABLE "voice_key" (
    "owner" VARCHAR(255) NOT NULL,
    "id" VARCHAR(255) NOT NULL,
    "sealed_with" VARCHAR(255) NOT NULL,
    "sequence_number" BIGINT NOT NULL,
    PRIMARY KEY ("owner", "id")
);

CREATE INDEX "voice_key_sealed_with_idx" ON "voice_key" ("sealed_with", "owner");
