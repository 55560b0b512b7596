import 'server-only';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startTestApi, type TestApi } from './api-client';
import type { FreshStore, TestStore } from './stores';

/** The API over HTTP on a store that is empty at the start of each test; a failure the API reports fails the test. */
export function testedApi(open: TestStore['open']): { readonly api: TestApi; readonly store: FreshStore } {
  let store: FreshStore | undefined;
  let api: TestApi | undefined;
  const tested = {
    get api() {
      if (api === undefined) throw new Error('The API is there while tests run.');
      return api;
    },
    get store() {
      if (store === undefined) throw new Error('The store is there while tests run.');
      return store;
    },
  };
  beforeAll(async () => {
    store = await open();
    api = await startTestApi(store.database);
  }, 60_000);
  afterAll(async () => {
    await api?.close();
    await store?.close();
  });
  beforeEach(() => tested.store.clear());
  afterEach(() => expect(tested.api.errors).toEqual([]));
  return tested;
}
