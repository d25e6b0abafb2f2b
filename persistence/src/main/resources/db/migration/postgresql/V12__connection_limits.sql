-- How many answers may be under way through a connection, and begin in a minute; nothing where it has no limit of its own.

ALTER TABLE "connection" ADD COLUMN "max_concurrent" INTEGER;
ALTER TABLE "connection" ADD COLUMN "requests_per_minute" INTEGER;
