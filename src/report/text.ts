/** A check for people at a terminal: findings with code frames, then what was not judged, then one line that sums up. */
import { styleText } from 'node:util';
import type { CheckReport } from '../check-report.ts';
import { countLevel } from '../check-report.ts';
import type { JudgedFinding, Level } from '../findings/finding.ts';
import { codeFrame } from '../text/code-frame.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { formatPlace } from '../text/range.ts';
import { visibleLine } from '../text/visible-text.ts';

const COLOURS = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

function painter(colour: boolean): Paint {
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
}

/** The findings and the summary. `shown` are the findings to list; the last line counts what is listed. */
export function renderText(report: CheckReport, shown: readonly JudgedFinding[], colour: boolean): string {
  const paint = painter(colour);
  const blocks = shown.map((finding) => findingBlock(finding, report.compared, paint));
  return `${[...blocks, summaryLines(report, shown, paint)].join('\n\n')}\n`;
}

/** What is wrong with the files that were read, one block each; empty when nothing is. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], colour: boolean): string {
  const paint = painter(colour);
  return diagnostics
    .map(({ severity, code, message, range, sensitive }) =>
      [
        `${paint([COLOURS[severity], 'bold'], severity)}${paint('bold', `[${code}]`)} ${visibleLine(message)}`,
        `  ${paint('cyan', '-->')} ${visibleLine(formatPlace(range))}`,
        ...(sensitive === true ? [] : [frame(range, severity, paint)]),
        '',
      ].join('\n'),
    )
    .join('\n');
}

function findingBlock(finding: JudgedFinding, compared: boolean, paint: Paint): string {
  const status = compared && finding.status === 'existing' ? ' (was there before)' : '';
  const lines = [
    `${paint([COLOURS[finding.level], 'bold'], finding.level)}${paint('bold', `[${finding.rule}]`)}${status} ${visibleLine(finding.message)}`,
    `  ${paint('cyan', '-->')} ${visibleLine(formatPlace(finding.place))}`,
    ...(finding.sensitive === true ? [] : [frame(finding.place, finding.level, paint)]),
  ];
  for (const { message, range } of finding.related) {
    lines.push(`  ${paint('cyan', '::')}  ${visibleLine(formatPlace(range))} ${visibleLine(message)}`);
  }
  if (finding.fix !== undefined) {
    lines.push(`  ${paint('green', 'fix')} ${visibleLine(finding.fix.description)}.`);
  }
  return lines.join('\n');
}

function frame(range: Diagnostic['range'], level: Level, paint: Paint): string {
  return codeFrame(
    range,
    (text) => paint([COLOURS[level], 'bold'], text),
    (text) => paint('dim', text),
  )
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

/** Of what could not be judged this much is listed; all of it stands in the other formats. */
const MAX_UNJUDGED = 20;

function summaryLines(report: CheckReport, shown: readonly JudgedFinding[], paint: Paint): string {
  const open = [
    ...report.notJudged.map(
      (item) => `${formatPlace(item.range)} ${item.rule}: ${item.what}: ${item.reason.message}`,
    ),
    ...report.unresolved.map((item) => {
      const what = item.attribute === '' ? item.address : `${item.address}.${item.attribute}`;
      return `${formatPlace(item.range)} ${what}: ${item.reason.message}`;
    }),
  ];
  const lines: string[] = [];
  if (open.length > 0) {
    lines.push(paint('bold', `Not judged (${open.length}):`));
    lines.push(...open.slice(0, MAX_UNJUDGED).map((text) => `  ${visibleLine(text)}`));
    if (open.length > MAX_UNJUDGED)
      lines.push(`  … and ${open.length - MAX_UNJUDGED} more (--format json lists all)`);
    lines.push('');
  }
  lines.push(paint('bold', sumUp(report, shown)));
  return lines.join('\n');
}

function sumUp(report: CheckReport, shown: readonly JudgedFinding[]): string {
  const units = `${count(report.units, 'unit')} of deployment, ${count(report.model.all('network').length, 'network')}`;
  if (report.units === 0) return 'Nothing to judge: no infrastructure code that can be read was found.';
  const levels = (['error', 'warning', 'note'] as const)
    .map((level) => ({ level, number: countLevel(shown, level) }))
    .filter(({ number }) => number > 0)
    .map(({ level, number }) => count(number, level));
  const existing = report.findings.filter((finding) => finding.status === 'existing').length;
  const before = report.compared ? `, ${existing} from before, ${report.fixed.length} repaired` : '';
  const what = report.compared ? 'new findings' : 'findings';
  return `${levels.length === 0 ? `No ${what}` : levels.join(', ')}${before}; ${units}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
