import { configure } from '@testing-library/react';

/** What is waited for comes later on a busy machine; what never comes fails all the same. In milliseconds. */
configure({ asyncUtilTimeout: 8_000 });
