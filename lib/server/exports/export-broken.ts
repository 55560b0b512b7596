import 'server-only';
import type { AppError } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';

/** An export that cannot go on. `id`: of the identity that could not be read, where it is about one. */
export class ExportBroken extends Error {
  constructor(
    readonly error: AppError,
    readonly id?: string,
  ) {
    super(error.message);
  }

  /** Why, in words for the operator. */
  words(): { title: string; text: string } {
    const { title, text } = errorWords(this.error, 'read');
    return this.id === undefined ? { title, text } : { title, text: `${text} It is about ${this.id}.` };
  }
}
