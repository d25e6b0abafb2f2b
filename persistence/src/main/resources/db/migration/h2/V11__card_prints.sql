-- What the cards of characters hold, as a fingerprint, so that the same card is known again; refilled from the journal.

CREATE TABLE "card_print" (
    "agent" VARCHAR(255) PRIMARY KEY,
    "owner" VARCHAR(255) NOT NULL,
    "print" VARCHAR(64) NOT NULL,
    "created_at" BIGINT NOT NULL
);

CREATE INDEX "card_print_idx" ON "card_print" ("owner", "print");
