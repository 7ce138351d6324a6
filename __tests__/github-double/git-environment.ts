/** The environment in which tests run git: nothing of the machine's own configuration, fixed people and dates. */

/** Git's variables for a run at a fixed moment; `seconds` counts from 2026-01-01T00:00:00Z. */
export const gitEnvironment = (seconds = 0): Record<string, string> => {
  const date = `${String(Date.UTC(2026, 0, 1) / 1000 + seconds)} +0000`;
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Ada Author',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: 'Carl Committer',
    GIT_COMMITTER_EMAIL: 'carl@example.com',
    GIT_COMMITTER_DATE: date,
  };
};
