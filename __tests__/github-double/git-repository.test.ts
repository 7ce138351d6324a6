/** The git repositories that tests make. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createRepository, runGit } from './git-repository.ts';

const build = () => {
  const repository = createRepository({ files: { 'a.tf': 'a\n', 'sub/b.tf': 'b\n' }, message: 'First' });
  repository.branch('feature');
  repository.commit({
    files: { 'sub/b.tf': 'B\n', '-odd': 'x', 'run.sh': { executable: 'x' } },
    delete: ['a.tf'],
  });
  repository.checkout('main');
  repository.commit({ move: { 'a.tf': 'deep/er/c.tf' }, files: { link: { link: 'deep' } } });
  return repository;
};

test('the same commits have the same SHAs, whatever the machine’s configuration', () => {
  const [one, other] = [build(), build()];
  expect(one.sha('feature')).toBe(other.sha('feature'));
  expect(one.sha('main')).toBe(other.sha('main'));
  expect(one.git('log', '-1', '--format=%an %ae %aI %cn', 'main')).toBe(
    'Ada Author ada@example.com 2026-01-01T00:03:00+00:00 Carl Committer',
  );
  expect(one.sha('main^')).toBe('279b197c5fe95506f111fe9b8e28e25c130870a0');
});

test('commits write, delete, move, link and set modes', () => {
  const repository = build();
  const list = (revision: string): string =>
    repository.git('ls-tree', '-r', '--format=%(objectmode) %(path)', revision);
  expect(list('feature')).toBe('100644 -odd\n100755 run.sh\n100644 sub/b.tf');
  expect(list('main')).toBe('100644 deep/er/c.tf\n120000 link\n100644 sub/b.tf');
});

test('merges have two parents, and a bare clone has all branches', () => {
  const repository = createRepository({ files: { 'a.tf': 'a\n' } });
  repository.branch('feature');
  const feature = repository.commit({ files: { 'b.tf': 'b\n' } });
  repository.checkout('main');
  const main = repository.commit({ files: { 'c.tf': 'c\n' } });
  const merge = repository.merge('feature');
  expect(repository.git('log', '-1', '--format=%P', merge)).toBe(`${main} ${feature}`);
  const bare = repository.bareClone();
  expect(runGit(bare, ['for-each-ref', '--format=%(refname:short) %(objectname)'])).toBe(
    `feature ${feature}\nmain ${merge}`,
  );
  expect(existsSync(`${bare}/HEAD`)).toBe(true);
});

test('what git refuses is thrown with its words', () => {
  expect(() => createRepository().git('checkout', 'nowhere')).toThrow(/did not match any file/);
});
