import fc from 'fast-check';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useEffect } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { afterEach, expect, test } from 'vitest';
import type { CreateValues } from './drafts';
import { heldText } from './one-line';
import { TextField } from './text-field';

afterEach(cleanup);

const EMPTY: CreateValues = {
  external_id: '',
  display_name: '',
  email: '',
  avatar_url: '',
  tags: [],
  metadata_text: '',
};
type Held = { read: () => string };

function Form({ display_name, held }: { display_name: string; held: Held }) {
  const form = useForm<CreateValues>({ defaultValues: { ...EMPTY, display_name } });
  useEffect(() => void Object.assign(held, { read: () => form.getValues('display_name') }), [form, held]);
  return (
    <FormProvider {...form}>
      <TextField name="display_name" label="Display name" />
    </FormProvider>
  );
}

test('a name of several lines stays as it is while its box is only visited', () => {
  const held: Held = { read: () => '' };
  render(<Form display_name={'first\r\nsecond\n\nlast'} held={held} />);
  const box = screen.getByRole('textbox', { name: 'Display name' });
  expect(held.read()).toBe('first\r\nsecond\n\nlast');
  fireEvent.focus(box);
  fireEvent.blur(box);
  expect(held.read()).toBe('first\r\nsecond\n\nlast');
  fireEvent.change(box, { target: { value: 'other' } });
  expect(held.read()).toBe('other');
});

test('what is typed is what is held, whatever was there', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, typed) => {
      const oneLine = before.replace(/[\r\n]/g, '');
      expect(heldText(before, typed)).toBe(typed === oneLine ? before : typed);
      expect(heldText(before, oneLine)).toBe(before);
    }),
  );
});
