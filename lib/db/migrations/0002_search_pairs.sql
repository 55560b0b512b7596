CREATE FUNCTION search_pairs(value text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT array_agg(DISTINCT substr(value, at, 2)) FROM generate_series(1, length(value) - 1) AS at
$$;
--> statement-breakpoint
CREATE INDEX "identities_pairs_idx" ON "identities" USING gin (search_pairs(search_text collate "C"));