import type { ApiCall } from './api-call';
import type { CallTarget } from './call-target';
import type { CodeLanguage } from './code-languages';
import { shellText, sourceText } from './quoted-text';

type Key = CallTarget['keyVariable'];

/** A call as a program that makes it, sends exactly its body, and prints the answer as it comes. The key is a variable. */
export function codeOf(language: CodeLanguage, call: ApiCall, key: Key): string {
  if (language === 'curl') return curlCode(call, key);
  return language === 'node' ? nodeCode(call, key) : pythonCode(call, key);
}

/** For a POSIX shell. `--data-raw`, because `--data` reads a body that begins with `@` from a file. */
function curlCode({ method, address, body }: ApiCall, key: Key): string {
  return [
    `curl${method === 'GET' ? '' : ` --request ${method}`} ${shellText(address)}`,
    `--header "Authorization: Bearer $${key}"`,
    ...(body === undefined
      ? []
      : [`--header 'Content-Type: application/json'`, `--data-raw ${shellText(body)}`]),
  ].join(' \\\n  ');
}

/** For a module of Node 18 or later: nothing to install. The body stays text, so that numbers stay as they are written. */
function nodeCode({ method, address, body }: ApiCall, key: Key): string {
  return `const response = await fetch(${sourceText(address)}, {
  method: '${method}',
  headers: {
    Authorization: \`Bearer \${process.env.${key}}\`,${
      body === undefined ? '' : `\n    'Content-Type': 'application/json',`
    }
  },${body === undefined ? '' : `\n  body: ${sourceText(body)},`}
});
const answer = await response.text();
if (!response.ok) throw new Error(\`\${response.status} \${answer}\`);
console.log(answer);`;
}

/** For Python 3, with the standard library alone. An answer of 4xx or 5xx raises `HTTPError`. */
function pythonCode({ method, address, body }: ApiCall, key: Key): string {
  return `import os
import urllib.request

request = urllib.request.Request(
    ${sourceText(address)},
    method='${method}',
    headers={
        'Authorization': 'Bearer ' + os.environ['${key}'],${
          body === undefined ? '' : `\n        'Content-Type': 'application/json',`
        }
    },${body === undefined ? '' : `\n    data=${sourceText(body)}.encode(),`}
)
with urllib.request.urlopen(request) as response:
    print(response.read().decode())`;
}
