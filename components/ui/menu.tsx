'use client';

import clsx from 'clsx';
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useId, type ReactNode } from 'react';
import { Kbd } from './kbd';

/**
 * A menu under a button. Imported lazily by whoever shows one: Radix weighs more than the button.
 *
 * Not modal: a modal menu hides the page from assistive technology while its links stay focusable, which is worse than
 * either; and a click beside an open menu does what it was meant to do.
 */
export function Menu({
  trigger,
  children,
  align = 'end',
  defaultOpen = false,
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'end';
  defaultOpen?: boolean;
}) {
  return (
    <DropdownMenu.Root defaultOpen={defaultOpen} modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="floating min-w-44 p-1"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/**
 * Something to do.
 *
 * @param keys its shortcut, shown at the end of the line
 * @param disabledReason why it does nothing now; it stays reachable by key, so that the reason can be read
 */
export function MenuItem({
  children,
  onSelect,
  danger = false,
  keys,
  disabledReason,
}: {
  children: ReactNode;
  onSelect: () => void;
  danger?: boolean;
  keys?: string;
  disabledReason?: string | undefined;
}) {
  const idle = disabledReason !== undefined;
  const id = useId();
  return (
    <DropdownMenu.Item
      {...(idle && {
        'aria-disabled': true,
        'aria-labelledby': `${id}-name`,
        'aria-describedby': `${id}-reason`,
      })}
      onSelect={(event) => {
        if (idle) event.preventDefault();
        else onSelect();
      }}
      className={clsx('option outline-none', danger && 'text-danger')}
    >
      {idle ? (
        <span className="flex flex-col">
          <span id={`${id}-name`} className="opacity-55">
            {children}
          </span>
          <span id={`${id}-reason`} className="text-xs text-muted">
            {disabledReason}
          </span>
        </span>
      ) : (
        children
      )}
      {keys !== undefined && (
        <span className="ml-auto pl-4">
          <Kbd>{keys}</Kbd>
        </span>
      )}
    </DropdownMenu.Item>
  );
}

/** Words at the top of a menu; nothing to choose. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="max-w-64 px-2.5 py-1.5">{children}</DropdownMenu.Label>;
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}

/** One choice of several. */
export function MenuChoice<Value extends string>({
  label,
  value,
  onChange,
  options,
}: {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string }[];
}) {
  return (
    <DropdownMenu.RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option !== undefined) onChange(option.value);
      }}
    >
      <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-xs text-muted">{label}</DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          className="option outline-none"
          onSelect={(event) => event.preventDefault()}
        >
          <Tick />
          {option.label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

/** Something that is on or off. */
export function MenuSwitch({
  children,
  checked,
  onChange,
}: {
  children: ReactNode;
  checked: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <DropdownMenu.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      className="option outline-none"
      onSelect={(event) => event.preventDefault()}
    >
      <Tick />
      {children}
    </DropdownMenu.CheckboxItem>
  );
}

function Tick() {
  return (
    <span aria-hidden="true" className="grid size-4 shrink-0 place-items-center">
      <DropdownMenu.ItemIndicator>
        <Check className="size-4" />
      </DropdownMenu.ItemIndicator>
    </span>
  );
}
