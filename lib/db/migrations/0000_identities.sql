CREATE TABLE "deleted_identities" (
	"_id" text collate "C" PRIMARY KEY NOT NULL,
	"name_key" text collate "C",
	"created" timestamp (3) with time zone NOT NULL,
	"updated" timestamp (3) with time zone NOT NULL,
	"deleted" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"_id" text collate "C" PRIMARY KEY NOT NULL,
	"external_id" text collate "C" NOT NULL,
	"display_name" text,
	"email" text,
	"avatar_url" text,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"tag_keys" text[] DEFAULT '{}'::text[] NOT NULL,
	"metadata" json DEFAULT '{}'::json NOT NULL,
	"name_key" text collate "C",
	"search_text" text NOT NULL,
	"reports_usage" boolean DEFAULT true NOT NULL,
	"created" timestamp (3) with time zone NOT NULL,
	"updated" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "identities_external_id_key" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "usage_days" (
	"external_id" text collate "C" NOT NULL,
	"day" date NOT NULL,
	"requests" bigint NOT NULL,
	"errors" bigint NOT NULL,
	"tokens" bigint NOT NULL,
	"cost" numeric(24, 12) NOT NULL,
	CONSTRAINT "usage_days_external_id_day_pk" PRIMARY KEY("external_id","day"),
	CONSTRAINT "usage_days_errors_check" CHECK ("usage_days"."errors" between 0 and "usage_days"."requests")
);
--> statement-breakpoint
CREATE TABLE "workspace" (
	"only" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"id" text NOT NULL,
	"seed" text,
	"created" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "workspace_one_row" CHECK ("workspace"."only" = 1)
);
--> statement-breakpoint
CREATE INDEX "identities_created_idx" ON "identities" USING btree ("created" DESC NULLS FIRST,"_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "identities_updated_idx" ON "identities" USING btree ("updated" DESC NULLS FIRST,"_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "identities_name_idx" ON "identities" USING btree ("name_key","_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "identities_tags_idx" ON "identities" USING gin ("tag_keys");--> statement-breakpoint
CREATE INDEX "identities_search_idx" ON "identities" USING gin ("search_text" gin_trgm_ops);