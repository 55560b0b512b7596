CREATE TABLE "credentials" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"operator_id" text collate "C" NOT NULL,
	"provider" text NOT NULL,
	"subject" text NOT NULL,
	"password_hash" text,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires" timestamp (3) with time zone,
	"refresh_token_expires" timestamp (3) with time zone,
	"scope" text,
	"created" timestamp (3) with time zone NOT NULL,
	"updated" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credentials_no_tokens" CHECK ("credentials"."access_token" is null and "credentials"."refresh_token" is null and "credentials"."id_token" is null)
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"token_digest" text collate "C" NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"operator_id" text collate "C",
	"invited_by" text collate "C" NOT NULL,
	"created" timestamp (3) with time zone NOT NULL,
	"expires" timestamp (3) with time zone NOT NULL,
	"closed" timestamp (3) with time zone,
	CONSTRAINT "invitations_token_key" UNIQUE("token_digest"),
	CONSTRAINT "invitations_role_check" CHECK ("invitations"."role" in ('viewer', 'editor', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "operators" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'viewer' NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"must_change_password" boolean DEFAULT false NOT NULL,
	"password_expires" timestamp (3) with time zone,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"created" timestamp (3) with time zone NOT NULL,
	"updated" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "operators_email_key" UNIQUE("email"),
	CONSTRAINT "operators_role_check" CHECK ("operators"."role" in ('viewer', 'editor', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "second_factors" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"operator_id" text collate "C" NOT NULL,
	"secret" text NOT NULL,
	"recovery_codes" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"bucket" text collate "C" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_steps" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"identifier" text collate "C" NOT NULL,
	"value" text NOT NULL,
	"expires" timestamp (3) with time zone NOT NULL,
	"created" timestamp (3) with time zone NOT NULL,
	"updated" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"operator_id" text collate "C" NOT NULL,
	"token_digest" text collate "C" NOT NULL,
	"expires" timestamp (3) with time zone NOT NULL,
	"last_seen" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"confirmed" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"address" text,
	"user_agent" text,
	"created" timestamp (3) with time zone NOT NULL,
	"updated" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_ins_token_key" UNIQUE("token_digest")
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"operator_id" text collate "C",
	"operator_email" text,
	"role" text,
	"address" text,
	"action" text NOT NULL,
	"target_id" text collate "C",
	"target_external_id" text collate "C",
	"changes" json,
	"detail" json,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "audit_outcomes" (
	"entry_id" text collate "C" PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	"target_id" text collate "C",
	"detail" json,
	CONSTRAINT "audit_outcomes_check" CHECK ("audit_outcomes"."outcome" in ('done', 'failed', 'unknown'))
);
--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_outcomes" ADD CONSTRAINT "audit_outcomes_entry_id_audit_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."audit_entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_subject_key" ON "credentials" USING btree ("provider","subject");--> statement-breakpoint
CREATE INDEX "credentials_operator_idx" ON "credentials" USING btree ("operator_id");--> statement-breakpoint
CREATE UNIQUE INDEX "second_factors_operator_key" ON "second_factors" USING btree ("operator_id");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_bucket_idx" ON "sign_in_attempts" USING btree ("bucket","at");--> statement-breakpoint
CREATE INDEX "sign_in_steps_identifier_idx" ON "sign_in_steps" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "sign_ins_operator_idx" ON "sign_ins" USING btree ("operator_id");--> statement-breakpoint
CREATE INDEX "sign_ins_expires_idx" ON "sign_ins" USING btree ("expires");--> statement-breakpoint
CREATE INDEX "audit_entries_operator_idx" ON "audit_entries" USING btree ("operator_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_target_idx" ON "audit_entries" USING btree ("target_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_external_idx" ON "audit_entries" USING btree ("target_external_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_action_idx" ON "audit_entries" USING btree ("action","id");--> statement-breakpoint
CREATE INDEX "audit_outcomes_target_idx" ON "audit_outcomes" USING btree ("target_id");