import 'server-only';
import Bowser from 'bowser';

const LONGEST = 60;

/** A browser and its system in words, such as "Chrome on Linux", from a `User-Agent`. Whatever it says is only a claim. */
export function deviceWords(userAgent: string): string {
  if (userAgent.trim() === '') return 'Unknown browser';
  const { browser, os, platform } = Bowser.parse(userAgent);
  const system = platform.model === 'iPhone' || platform.model === 'iPad' ? platform.model : os.name;
  // Programs name themselves first: "curl/8.5.0".
  const name = browser.name || userAgent.split(/[\s/]/, 1)[0] || 'Unknown browser';
  return (system ? `${name} on ${system}` : name).slice(0, LONGEST);
}
