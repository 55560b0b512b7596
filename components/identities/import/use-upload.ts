'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '@/lib/errors/app-error';
import { formatIssue } from '@/lib/import/file-format';
import { IMPORT_BYTES_MAX } from '@/lib/import/import-request';
import { jobHref } from '@/lib/jobs/address';
import { uploadImport } from '@/lib/queries/imports';

/** A file on its way. `sent` and `size` in bytes. */
export type UploadRun = { name: string; size: number; sent: number };

/** What is wrong with a file itself. */
type Issue = { title: string; text: string };

/** Sends a file, and goes to the page of its import. */
export function useUpload() {
  const router = useRouter();
  const [run, setRun] = useState<UploadRun>();
  const [issue, setIssue] = useState<Issue>();
  const [failure, setFailure] = useState<AppError>();
  const last = useRef<File>(undefined);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const take = async (file: File) => {
    last.current = file;
    setFailure(undefined);
    const known = issueOf(file);
    setIssue(known);
    if (known !== undefined) return;
    const controller = new AbortController();
    stop.current = controller;
    setRun({ name: file.name, size: file.size, sent: 0 });
    const outcome = await uploadImport(
      file,
      ({ sent }) => setRun({ name: file.name, size: file.size, sent }),
      controller.signal,
    );
    // What was sent stays on screen until the next page is there.
    if (outcome?.ok === true) return router.push(jobHref(outcome.value.job));
    setRun(undefined);
    if (outcome === undefined) return;
    const { error } = outcome;
    if (error.kind === 'invalid') setIssue({ title: `${file.name} cannot be read`, text: error.message });
    else setFailure(error);
  };
  return {
    run,
    issue,
    failure,
    take: (file: File) => void take(file),
    cancel: () => stop.current?.abort(),
    again: () => {
      if (last.current !== undefined) void take(last.current);
    },
  };
}

/** What can be said of a file before it is sent. */
function issueOf(file: File): Issue | undefined {
  const format = formatIssue(file.name);
  if (format !== undefined) return { title: `${file.name} is of another kind`, text: format };
  if (file.size > IMPORT_BYTES_MAX)
    return {
      title: `${file.name} is too large`,
      text: 'At most 100 MB can be imported at once. Split it into several files, each with the header.',
    };
  if (file.size === 0) return { title: `${file.name} is empty`, text: 'Choose another file.' };
  return undefined;
}
