CREATE TABLE "import_marks" (
	"file_digest" text PRIMARY KEY NOT NULL,
	"rows" bigint NOT NULL,
	"imported" bigint NOT NULL,
	"rejected" bigint NOT NULL,
	"finished" boolean DEFAULT false NOT NULL,
	"updated" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "usage_reports" (
	"key" text collate "C" PRIMARY KEY NOT NULL,
	"identity_id" text collate "C" NOT NULL,
	"external_id" text collate "C" NOT NULL,
	"report_digest" text NOT NULL,
	"answer" text NOT NULL,
	"created" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "usage_reports_created_idx" ON "usage_reports" USING btree ("created");