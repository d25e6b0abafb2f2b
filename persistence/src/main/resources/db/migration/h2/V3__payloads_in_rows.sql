-- H2 keeps binary values beyond 256 bytes in a store of their own, which writes events of that size at a third of the
-- speed; up to this many bytes they now stay in their rows.
SET MAX_LENGTH_INPLACE_LOB 8192;
