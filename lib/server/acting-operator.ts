import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { NewEntry } from '@/lib/audit/audit-log';
import type { Operator } from '@/lib/auth/operator';
import type { Permission } from '@/lib/auth/permissions';
import type { Closing } from './audited';
import { processWide } from './process-wide';

/**
 * In whose name work is done that no request asks for: the items of a job, which goes on long after the request that
 * began it. Carried beside the calls, so that nothing a request sends can set it; only the runner of jobs
 * (`lib/server/jobs/`) does, with an operator it has just read from the store. A test keeps it so.
 */
export type Acting = {
  operator: Operator;
  /** Id of the job, which every entry of the audit log names. */
  job: string;
  /** Where the job was asked for. */
  requestId: string;
  address: string;
  /** What else the entries tell, such as the entry that is taken back. */
  detail?: Record<string, unknown>;
  /** Writes an entry, together with those of others. Resolves when it is stored; rejects when the store does not take it. */
  open?: (entry: NewEntry) => Promise<void>;
  /** Hears the id of each entry that is opened. */
  opened?: (entry: string) => void;
  /**
   * Takes the ends of entries, to write them with those of others. What a crash leaves unwritten is looked up and closed
   * by the next process.
   */
  closed?: (closing: Closing) => void;
};

const acting = () => processWide('acting-operator', () => new AsyncLocalStorage<Acting>());

/** What may be done in somebody's name: changes of identities, and nothing about operators, budgets or accounts. */
const MAY_BE_DONE: readonly Permission[] = ['identity.read', 'identity.write', 'identity.delete'];

/** Whether a job may use this permission at all. */
export function mayBeActed(permission: Permission): boolean {
  return MAY_BE_DONE.includes(permission);
}

/** Does work in the name of an operator whose role and state were read just now. For the runner of jobs alone. */
export function actInNameOf<T>(who: Acting, work: () => Promise<T>): Promise<T> {
  return acting().run(who, work);
}

/** In whose name this very work is done, if it is work of a job. */
export function actingOperator(): Acting | undefined {
  return acting().getStore();
}
