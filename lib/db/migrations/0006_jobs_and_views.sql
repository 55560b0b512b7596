CREATE TABLE "usage_standing_tags" (
	"standing" bigint NOT NULL,
	"tag_key" text NOT NULL,
	"identities" bigint NOT NULL,
	"costs" numeric(24, 12)[] NOT NULL,
	CONSTRAINT "usage_standing_tags_standing_tag_key_pk" PRIMARY KEY("standing","tag_key")
);
--> statement-breakpoint
CREATE TABLE "job_items" (
	"job_id" text collate "C" NOT NULL,
	"position" integer NOT NULL,
	"target_id" text collate "C",
	"external_id" text collate "C",
	"name" text,
	"line" integer,
	"input" json,
	"plan" text,
	"planned" json,
	"state" text DEFAULT 'waiting' NOT NULL,
	"before" json,
	"entry" text collate "C",
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"ended" timestamp (3) with time zone,
	CONSTRAINT "job_items_job_id_position_pk" PRIMARY KEY("job_id","position"),
	CONSTRAINT "job_items_position_check" CHECK ("job_items"."position" >= 0)
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"operator_id" text collate "C" NOT NULL,
	"operator_email" text NOT NULL,
	"address" text,
	"request_id" text,
	"request" json NOT NULL,
	"selection" json,
	"total" integer,
	"cursor" text,
	"waiting_for" text,
	"resume_at" timestamp (3) with time zone,
	"owner" text,
	"lease_until" timestamp (3) with time zone,
	"created" timestamp (3) with time zone NOT NULL,
	"started" timestamp (3) with time zone,
	"ended" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "operator_preferences" (
	"operator_id" text collate "C" NOT NULL,
	"name" text NOT NULL,
	"value" json NOT NULL,
	"updated" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "operator_preferences_operator_id_name_pk" PRIMARY KEY("operator_id","name")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"search" text NOT NULL,
	"columns" json,
	"operator_id" text collate "C",
	"operator_email" text NOT NULL,
	"created" timestamp (3) with time zone NOT NULL,
	"updated" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "usage_standing_tags" ADD CONSTRAINT "usage_standing_tags_standing_usage_standings_id_fk" FOREIGN KEY ("standing") REFERENCES "public"."usage_standings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_items" ADD CONSTRAINT "job_items_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_preferences" ADD CONSTRAINT "operator_preferences_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "job_items_state_idx" ON "job_items" USING btree ("job_id","state","position");--> statement-breakpoint
CREATE INDEX "job_items_plan_idx" ON "job_items" USING btree ("job_id","plan","position") WHERE plan is not null;--> statement-breakpoint
CREATE INDEX "jobs_operator_idx" ON "jobs" USING btree ("operator_id","id");--> statement-breakpoint
CREATE INDEX "jobs_active_idx" ON "jobs" USING btree ("state") WHERE ended is null;--> statement-breakpoint
CREATE INDEX "saved_views_name_idx" ON "saved_views" USING btree ("name","id");