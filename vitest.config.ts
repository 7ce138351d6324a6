/** How the tests run. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['__tests__/github-double/temporary-folders.ts'],
    include: ['__tests__/**/*.test.ts'],
    // A worker a core; isolation between files costs more than it gives here, since no module keeps state.
    pool: 'threads',
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
