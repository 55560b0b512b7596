import { EXPORT_FORMATS } from '@/lib/export/formats';
import { EXPORT_FIELDS, EXPORT_KEYS_MAX, type ExportField, type ExportRequest } from '@/lib/export/request';

/** What an operator exported last, so that the next export begins there. Names of columns only, nothing of identities. */
export type ExportChoice = Pick<ExportRequest, 'format' | 'fields' | 'keys'>;

/** All but budgets, which cost an upstream a question more. */
const FIRST: ExportChoice = {
  format: 'csv',
  fields: EXPORT_FIELDS.filter((field) => field !== 'budget'),
  keys: [],
};

const nameFor = (operatorId: string) => `export-choice ${operatorId}`;

/** The choice of an operator in this browser; what is not known any more is left out. */
export function keptChoice(operatorId: string): ExportChoice {
  try {
    const kept = JSON.parse(localStorage.getItem(nameFor(operatorId)) ?? '{}') as Record<string, unknown>;
    const format = EXPORT_FORMATS.find((known) => known === kept.format) ?? FIRST.format;
    if (!Array.isArray(kept.fields) || !Array.isArray(kept.keys)) return { ...FIRST, format };
    const fields = EXPORT_FIELDS.filter((field) => (kept.fields as unknown[]).includes(field));
    const keys = kept.keys.filter((key): key is string => typeof key === 'string').slice(0, EXPORT_KEYS_MAX);
    return fields.length + keys.length > 0 ? { format, fields, keys } : { ...FIRST, format };
  } catch {
    // A browser may refuse its storage, and what is in it may be anything.
    return FIRST;
  }
}

export function keepChoice(operatorId: string, choice: ExportChoice): void {
  try {
    localStorage.setItem(nameFor(operatorId), JSON.stringify(choice));
  } catch {
    // Then the next export begins with all columns.
  }
}

/** The same fields with one more or one less, in the order of their columns. */
export function withField(fields: readonly ExportField[], field: ExportField, on: boolean): ExportField[] {
  return EXPORT_FIELDS.filter((each) => (each === field ? on : fields.includes(each)));
}
