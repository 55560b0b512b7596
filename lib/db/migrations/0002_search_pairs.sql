CREATE FUNCTION search_pairs(value text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	-- The work grows with the square of the length, so a long text is not taken apart: it is found by a mark and then read.
	SELECT CASE WHEN length(value) > 1000 THEN ARRAY[chr(1)] ELSE (
		SELECT array_agg(DISTINCT substr(value, at, 2)) FROM generate_series(1, length(value) - 1) AS at
	) END
$$;
--> statement-breakpoint
CREATE INDEX "identities_pairs_idx" ON "identities" USING gin (search_pairs(search_text collate "C"));