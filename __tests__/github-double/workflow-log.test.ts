/** The double's reading of logs, against what the Actions runner obeys. */
import { describe, expect, test } from 'vitest';
import { parseCommand, readFileCommands, readLog } from './workflow-log.ts';

describe('a line is a command', () => {
  test.each([
    ['::error::Broken', 'error', {}, 'Broken'],
    ['  ::error file=a.tf,line=3::Broken', 'error', { file: 'a.tf', line: '3' }, 'Broken'],
    ['::ERROR file=a%2Cb%3Ac.tf::50%25%0Aoff', 'error', { file: 'a,b:c.tf' }, '50%\noff'],
    ['::notice title=::x', 'notice', { title: '' }, 'x'],
    ['::error::', 'error', {}, ''],
    ['name is ##[error]boo', 'error', {}, 'boo'],
    ['##[set-output name=a%5D;x=y]v%3Bw', 'set-output', { name: 'a]', x: 'y' }, 'v;w'],
  ])('%s', (line, name, properties, data) => {
    expect(parseCommand(line)).toEqual({ name, properties, data });
  });

  test.each([
    ['x ::error::y'],
    ['::unknown::y'],
    ['::error'],
    ['##[error'],
    ['##[unknown]x'],
    [': :error::x'],
  ])('not: %s', (line) => {
    expect(parseCommand(line)).toBeUndefined();
  });
});

describe('a log', () => {
  test('shows ten annotations of each level', () => {
    const lines = ['error', 'warning', 'notice'].flatMap((level) =>
      Array.from({ length: 12 }, (_, at) => `::${level}::${String(at)}`),
    );
    const { annotations, dropped } = readLog(lines.join('\n'), '/w');
    expect([annotations.length, dropped.map(({ message }) => message)]).toEqual([
      30,
      ['10', '11', '10', '11', '10', '11'],
    ]);
  });

  test('cuts messages, and makes paths relative to the workspace', () => {
    const { annotations } = readLog(
      `::error file=/w/a/b.tf,line=1,endLine=2,col=3,endColumn=4,title=T::${'x'.repeat(5000)}`,
      '/w',
    );
    expect(annotations).toEqual([
      {
        level: 'error',
        message: 'x'.repeat(4096),
        title: 'T',
        file: 'a/b.tf',
        line: 1,
        endLine: 2,
        column: 3,
        endColumn: 4,
      },
    ]);
  });

  test('has no commands between stop-commands and its token', () => {
    const { commands, masks } = readLog(
      [
        '::add-mask::secret',
        '::stop-commands::abc',
        '::error::no',
        '##[error]no',
        '::abc::',
        '::error::yes',
      ].join('\r\n'),
      '/w',
    );
    expect(commands.map(({ name, data }) => `${name} ${data}`)).toEqual([
      'add-mask secret',
      'stop-commands abc',
      'error yes',
    ]);
    expect(masks).toEqual(['secret']);
  });
});

describe('a file of outputs', () => {
  test('holds single lines and heredocs', () => {
    const text = 'a=1\nb<<END\nx\n\ny=z\nEND\nc=p<<q\n';
    expect([...readFileCommands(text)]).toEqual([
      ['a', '1'],
      ['b', 'x\n\ny=z'],
      ['c', 'p<<q'],
    ]);
  });

  test.each([['a\n'], ['a<<END\nx\n']])('is refused when malformed: %j', (text) => {
    expect(() => readFileCommands(text)).toThrow();
  });
});
