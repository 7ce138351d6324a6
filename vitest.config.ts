/** How the tests run. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['__tests__/github-double/temporary-folders.ts'],
    include: ['__tests__/**/*.test.ts'],
    // Processes have the stack that users have; isolation between files costs more than it gives here.
    pool: 'forks',
    isolate: false,
    // On two cores one process would wait for those that tests start.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
