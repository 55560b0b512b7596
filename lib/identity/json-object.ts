/** A JSON object as parsed by `JSON.parse`. Members are unknown; `__proto__` may be an own member. */
export type JsonObject = { [member: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
