'use client';

import clsx from 'clsx';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import type { ApiCall } from '@/lib/copy-as/api-call';
import type { CallTarget } from '@/lib/copy-as/call-target';
import { codeOf } from '@/lib/copy-as/code';
import { CODE_LANGUAGES, languageCalled, type CodeLanguage } from '@/lib/copy-as/code-languages';
import { CodeBlock } from './code-block';

/** The language chosen last, for as long as the tab lives. */
let lastLanguage: CodeLanguage = 'curl';

/**
 * One call as code, in the language of choice. The key is named, never shown.
 *
 * @param first how the language is called that it begins with; else it is the one chosen last
 */
export function CallCode({
  call,
  target,
  first,
}: {
  call: ApiCall;
  target: CallTarget;
  first?: string | undefined;
}) {
  const [language, setLanguage] = useState(() => languageCalled(first) ?? lastLanguage);
  return (
    <Tabs.Root
      value={language}
      onValueChange={(value) => {
        const chosen = CODE_LANGUAGES.find((one) => one.language === value)?.language ?? 'curl';
        lastLanguage = chosen;
        setLanguage(chosen);
      }}
      className="flex min-w-0 flex-col gap-2"
    >
      {CODE_LANGUAGES.map((one) => (
        <Tabs.Content key={one.language} value={one.language} tabIndex={-1} className="outline-none">
          <CodeBlock
            what={`${one.label} code`}
            text={codeOf(one.language, call, target.keyVariable)}
            lead={<Languages chosen={language} />}
          />
        </Tabs.Content>
      ))}
      <p className="text-[0.8125rem] text-muted">{KEY_WORDS[target.keyVariable]}</p>
    </Tabs.Root>
  );
}

function Languages({ chosen }: { chosen: CodeLanguage }) {
  return (
    <Tabs.List aria-label="Language" className="flex gap-1">
      {CODE_LANGUAGES.map(({ language, label }) => (
        <Tabs.Trigger
          key={language}
          value={language}
          className={clsx(
            'h-7 rounded-md px-2.5 text-[0.8125rem]',
            language === chosen ? 'bg-surface font-medium shadow-sm' : 'text-muted hover:text-ink',
          )}
        >
          {label}
        </Tabs.Trigger>
      ))}
    </Tabs.List>
  );
}

const KEY_WORDS: Record<CallTarget['keyVariable'], string> = {
  ORQ_API_KEY: 'ORQ_API_KEY stands for an API key of your orq.ai workspace; set it where the code runs.',
  EMBEDDED_API_KEY:
    'EMBEDDED_API_KEY stands for the key of this dashboard’s own API; set it where the code runs.',
};
