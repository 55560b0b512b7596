'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useState, type ComponentProps } from 'react';

/** How long a pointer rests on a link before it counts as meaning it, in milliseconds. */
const REST_MS = 60;

/**
 * A link whose page is fetched once the operator means it: on focus, on touch, or when the pointer rests on it.
 * Links that merely come into view fetch nothing, because each page costs a call of the API.
 */
export function IntentLink<Path extends string>({
  href,
  onClick,
  ...rest
}: Omit<ComponentProps<typeof Link>, 'prefetch' | 'href'> & { href: Route<Path> }) {
  const [meant, setMeant] = useState(false);
  const [timer, setTimer] = useState<ReturnType<typeof setTimeout>>();
  return (
    <Link
      {...rest}
      href={href}
      onClick={onClick}
      prefetch={meant}
      onPointerEnter={() => setTimer(setTimeout(() => setMeant(true), REST_MS))}
      onPointerLeave={() => clearTimeout(timer)}
      onFocus={() => setMeant(true)}
      onTouchStart={() => setMeant(true)}
    />
  );
}
