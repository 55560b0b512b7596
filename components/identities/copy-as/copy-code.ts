import { toast } from '@/components/ui/toasts';
import { retrieveCall, type ApiCall } from '@/lib/copy-as/api-call';
import type { CallTarget } from '@/lib/copy-as/call-target';
import { codeOf } from '@/lib/copy-as/code';
import { languageCalled } from '@/lib/copy-as/code-languages';

/**
 * Copies a call as code without showing it. Says whether that was possible; where it is not, the code should be shown.
 *
 * @param label how the language is called
 */
export async function copyCode(call: ApiCall, target: CallTarget, label: string): Promise<boolean> {
  try {
    // Absent, not refusing, where the page did not come over https or from this machine: that throws and is caught too.
    await navigator.clipboard.writeText(codeOf(languageCalled(label) ?? 'curl', call, target.keyVariable));
    toast.success(`${label} code copied`);
    return true;
  } catch {
    return false;
  }
}

/** The same for the call that reads an identity. */
export async function copyRetrieval(id: string, target: CallTarget, label: string): Promise<boolean> {
  const call = retrieveCall(target, id);
  return call !== undefined && copyCode(call, target, label);
}
