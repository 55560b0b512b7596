'use client';
export async function copyText(value: string, _what: string) { await navigator.clipboard.writeText(value); }
