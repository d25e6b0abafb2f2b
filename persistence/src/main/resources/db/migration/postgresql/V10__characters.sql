-- What lists of characters show and search, so that nobody reads a whole card for it; empty for agents of before.
-- The sheet is JSON. What begins with "sought" is in lower case, for searching.

ALTER TABLE "agent" ADD COLUMN "kind" VARCHAR(20);
ALTER TABLE "agent" ADD COLUMN "sheet" TEXT;
ALTER TABLE "agent" ADD COLUMN "sought_name" TEXT;
ALTER TABLE "agent" ADD COLUMN "sought_tags" TEXT;
ALTER TABLE "agent" ADD COLUMN "sought" TEXT;
