'use client';

import type { ReactNode } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import type { CreateValues } from './drafts';
import { MetadataEditor } from './metadata-editor';
import { useFieldError } from './rejected-fields';
import { TagsField } from './tags-field';
import { TextField } from './text-field';

/** The fields that creating and editing share. */
export function IdentityFields({ avatar }: { avatar?: ReactNode }) {
  return (
    <>
      <TextField name="display_name" label="Display name" optional hint="What people call this identity." />
      <TextField name="email" label="Email" optional inputMode="email" placeholder="ada@example.com" />
      <TextField
        name="avatar_url"
        label="Avatar URL"
        optional

        inputMode="url"
        placeholder="https://"
        lead={avatar}
        hint="Fetched by this dashboard’s server; browsers of operators never load it directly."
      />
      <FormTags />
      <MetadataEditor />
    </>
  );
}

function FormTags() {
  const { control } = useFormContext<CreateValues>();
  const { field } = useController({ control, name: 'tags' });
  const error = useFieldError('tags');
  return (
    <TagsField
      optional
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
      error={error}
    />
  );
}
