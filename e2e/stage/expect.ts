import { expect as base } from '@playwright/test';

/** As in any journey, but patient: a story is also told outside of the test runner, on a machine that films it. */
export const expect = base.configure({ timeout: 20_000 });
