import 'server-only';

/** A page's `searchParams` as `URLSearchParams`, repeated parameters kept. */
export function addressParameters(
  parameters: Record<string, string | string[] | undefined>,
): URLSearchParams {
  const result = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) result.append(name, one);
  }
  return result;
}
