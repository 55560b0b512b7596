CREATE TABLE "usage_quarters" (
	"external_id" text collate "C" NOT NULL,
	"quarter" timestamp (3) with time zone NOT NULL,
	"requests" bigint NOT NULL,
	"errors" bigint NOT NULL,
	"tokens" bigint NOT NULL,
	"cost" numeric(24, 12) NOT NULL,
	CONSTRAINT "usage_quarters_external_id_quarter_pk" PRIMARY KEY("external_id","quarter"),
	CONSTRAINT "usage_quarters_errors_check" CHECK ("usage_quarters"."errors" between 0 and "usage_quarters"."requests")
);
--> statement-breakpoint
CREATE TABLE "usage_standing_milestones" (
	"standing" bigint NOT NULL,
	"ranked_by" text NOT NULL,
	"rank" integer NOT NULL,
	"external_id" text collate "C" NOT NULL,
	CONSTRAINT "usage_standing_milestones_standing_ranked_by_rank_pk" PRIMARY KEY("standing","ranked_by","rank")
);
--> statement-breakpoint
CREATE TABLE "usage_standing_rows" (
	"standing" bigint NOT NULL,
	"external_id" text collate "C" NOT NULL,
	"requests" bigint NOT NULL,
	"errors" bigint NOT NULL,
	"tokens" bigint NOT NULL,
	"cost" numeric(24, 12) NOT NULL,
	"requests_before" bigint NOT NULL,
	"errors_before" bigint NOT NULL,
	"tokens_before" bigint NOT NULL,
	"cost_before" numeric(24, 12) NOT NULL,
	"error_rate" double precision GENERATED ALWAYS AS (case when requests = 0 then -1 else errors::double precision / requests end) STORED NOT NULL,
	"cost_change" numeric(24, 12) GENERATED ALWAYS AS (abs(cost - cost_before)) STORED NOT NULL,
	CONSTRAINT "usage_standing_rows_standing_external_id_pk" PRIMARY KEY("standing","external_id")
);
--> statement-breakpoint
CREATE TABLE "usage_standings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "usage_standings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"time_zone" text NOT NULL,
	"days" integer NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"to" timestamp (3) with time zone NOT NULL,
	"before" timestamp (3) with time zone NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"took_ms" integer DEFAULT 0 NOT NULL,
	"summary" json
);
--> statement-breakpoint
CREATE TABLE "workspace_quarters" (
	"quarter" timestamp (3) with time zone NOT NULL,
	"shard" smallint NOT NULL,
	"requests" bigint NOT NULL,
	"errors" bigint NOT NULL,
	"tokens" bigint NOT NULL,
	"cost" numeric(24, 12) NOT NULL,
	CONSTRAINT "workspace_quarters_quarter_shard_pk" PRIMARY KEY("quarter","shard")
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"external_id" text collate "C" NOT NULL,
	"period" text NOT NULL,
	"amount" numeric(24, 12),
	"token_limit" bigint,
	"requests_per_minute" integer,
	"is_active" boolean DEFAULT true NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"alerts" json DEFAULT '[]'::json NOT NULL,
	"counted_from" timestamp (3) with time zone,
	"uncounted_amount" numeric(24, 12) DEFAULT '0' NOT NULL,
	"uncounted_tokens" bigint DEFAULT 0 NOT NULL,
	"uncounted_requests" bigint DEFAULT 0 NOT NULL,
	"created" timestamp (3) with time zone NOT NULL,
	"updated" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "budgets_external_id_key" UNIQUE("external_id"),
	CONSTRAINT "budgets_limit_check" CHECK ("budgets"."amount" is not null or "budgets"."token_limit" is not null or "budgets"."requests_per_minute" is not null)
);
--> statement-breakpoint
ALTER TABLE "usage_standing_milestones" ADD CONSTRAINT "usage_standing_milestones_standing_usage_standings_id_fk" FOREIGN KEY ("standing") REFERENCES "public"."usage_standings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_standing_rows" ADD CONSTRAINT "usage_standing_rows_standing_usage_standings_id_fk" FOREIGN KEY ("standing") REFERENCES "public"."usage_standings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "usage_quarters_quarter_idx" ON "usage_quarters" USING btree ("quarter");--> statement-breakpoint
CREATE INDEX "usage_standing_cost_idx" ON "usage_standing_rows" USING btree ("standing","cost" DESC NULLS FIRST,"external_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "usage_standing_requests_idx" ON "usage_standing_rows" USING btree ("standing","requests" DESC NULLS FIRST,"external_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "usage_standing_tokens_idx" ON "usage_standing_rows" USING btree ("standing","tokens" DESC NULLS FIRST,"external_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "usage_standing_error_rate_idx" ON "usage_standing_rows" USING btree ("standing","error_rate" DESC NULLS FIRST,"requests" DESC NULLS FIRST,"external_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "usage_standing_change_idx" ON "usage_standing_rows" USING btree ("standing","cost_change" DESC NULLS FIRST,"external_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "usage_standings_newest_idx" ON "usage_standings" USING btree ("time_zone","days","as_of");--> statement-breakpoint
CREATE INDEX "budgets_created_idx" ON "budgets" USING btree ("created" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "budgets_updated_idx" ON "budgets" USING btree ("updated" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "budgets_expires_idx" ON "budgets" USING btree ("expires_at","id" DESC NULLS FIRST);
--> statement-breakpoint
-- Use recorded before quarters were kept is known by its day (UTC) only: it counts for the day's first quarter.
INSERT INTO "usage_quarters" SELECT "external_id", "day"::timestamp AT TIME ZONE 'UTC', "requests", "errors", "tokens", "cost" FROM "usage_days";
--> statement-breakpoint
INSERT INTO "workspace_quarters" SELECT "day"::timestamp AT TIME ZONE 'UTC', 0, sum("requests"), sum("errors"), sum("tokens"), sum("cost") FROM "usage_days" GROUP BY "day";
