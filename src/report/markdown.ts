/** A check as GitHub-flavoured Markdown: the sticky summary and the job summary. */
import { type CheckReport, countLevel } from '../check-report.ts';
import type { JudgedFinding, Level } from '../findings/finding.ts';
import { formatPrefix } from '../ip/prefix.ts';
import { shownFact } from '../values/fact.ts';
import { locationOf, type Range } from '../text/range.ts';
import { codeCell, codeSpan, escapeProse } from './markdown-escape.ts';

/** What the Markdown needs to know of its surroundings. */
export interface MarkdownContext {
  /** The address of a place, to link to; undefined shows the place without a link. */
  readonly link: (range: Range) => string | undefined;
  /** Sentences about this run that the reader has to know, such as a missing permission. */
  readonly remarks: readonly string[];
  /** Facts for the last line: the commits that were compared, the rule file. */
  readonly footer: readonly string[];
  /** The result is cut to this many UTF-8 bytes, at an entry's end. */
  readonly maxBytes: number;
}

const SIGNS: Readonly<Record<Level, string>> = { error: '⛔', warning: '⚠️', note: 'ℹ️' };

/** The sign and the word of a level: neither colour nor picture alone carries it. */
export function levelSign(level: Level): string {
  return SIGNS[level];
}

/** The whole summary, without a marker. */
export function renderMarkdown(report: CheckReport, context: MarkdownContext): string {
  const fresh = report.findings.filter((finding) => finding.status === 'new');
  const existing = report.findings.filter((finding) => finding.status === 'existing');
  const sections = [
    `### cidrlint: ${verdict(report, fresh)}`,
    ...context.remarks.map((remark) => `> ${escapeProse(remark)}`),
    report.findings.length + report.fixed.length > 0 ? countTable(report, fresh, existing) : '',
    ...entries(fresh.map((finding) => findingEntry(finding, context))),
    ...details(
      'Found before this change as well',
      existing.map((finding) => findingEntry(finding, context)),
    ),
    ...details(
      'Repaired by this change',
      report.fixed.map((finding) => `- ${codeSpan(finding.rule)} ${escapeProse(finding.message)}`),
    ),
    ...details('Not judged', notJudgedEntries(report, context)),
    ...details(
      'Files that were not read as they stand',
      report.diagnostics.map(
        (diagnostic) => `- ${placeLink(diagnostic.range, context)} ${escapeProse(diagnostic.message)}`,
      ),
    ),
    ...addressMap(report),
  ].filter((section) => section !== '');
  const footer = `<sub>${context.footer.map((part) => escapeProse(part)).join(' · ')}</sub>`;
  return joinWithin(sections, footer, context.maxBytes);
}

/** A place as a link, or as code when there is nothing to link to. */
export function placeLink(range: Range, context: Pick<MarkdownContext, 'link'>): string {
  const { file, line } = locationOf(range);
  const text = codeSpan(`${file}:${line}`);
  const url = context.link(range);
  return url === undefined ? text : `[${text}](${url})`;
}

function verdict(report: CheckReport, fresh: readonly JudgedFinding[]): string {
  const what = report.compared ? 'new ' : '';
  if (fresh.length === 0) {
    if (report.units === 0) return 'nothing to judge here';
    return report.compared ? 'no new findings' : 'no findings';
  }
  const counts = (['error', 'warning', 'note'] as const)
    .map((level) => ({ level, count: countLevel(fresh, level) }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => `${count} ${what}${level}${count === 1 ? '' : 's'}`);
  return counts.join(', ');
}

function countTable(
  report: CheckReport,
  fresh: readonly JudgedFinding[],
  existing: readonly JudgedFinding[],
): string {
  const row = (level: Level): string =>
    `| ${SIGNS[level]} ${level}s | ${countLevel(fresh, level)} |` +
    (report.compared ? ` ${countLevel(existing, level)} | ${countLevel(report.fixed, level)} |` : '');
  const header = report.compared
    ? ['| | new | existing | repaired |', '| :-- | --: | --: | --: |']
    : ['| | found |', '| :-- | --: |'];
  return [...header, row('error'), row('warning'), row('note')].join('\n');
}

function findingEntry(finding: JudgedFinding, context: MarkdownContext): string {
  const related = finding.related.map(
    (place) => `\n  - ${placeLink(place.range, context)} ${escapeProse(place.message)}`,
  );
  return (
    `- ${SIGNS[finding.level]} **${finding.level}** ${codeSpan(finding.rule)} ` +
    `${placeLink(finding.place, context)}<br>${escapeProse(finding.message)}${related.join('')}`
  );
}

function notJudgedEntries(report: CheckReport, context: MarkdownContext): string[] {
  const byRule = report.notJudged.map(
    (item) =>
      `- ${placeLink(item.range, context)} ${codeSpan(item.rule)} ${escapeProse(item.what)}: ${escapeProse(item.reason.message)}`,
  );
  const facts = report.unresolved.map(
    (item) =>
      `- ${placeLink(item.range, context)} ${codeSpan(item.attribute === '' ? item.address : `${item.address}.${item.attribute}`)}: ` +
      escapeProse(item.reason.message),
  );
  return [...new Set([...byRule, ...facts])];
}

function addressMap(report: CheckReport): string[] {
  const networks = report.model.all('network');
  if (networks.length === 0) return [];
  const subnets = new Map<string, number>();
  for (const subnet of report.model.all('subnet')) {
    if (subnet.network.state === 'resolved') {
      subnets.set(subnet.network.id, (subnets.get(subnet.network.id) ?? 0) + 1);
    }
  }
  const rows = networks.map((network) => {
    const ranges = network.addressSpace.items.map((item) => shownFact(item, formatPrefix)).join(', ');
    const unknown = network.addressSpace.unresolved.length > 0 ? ' and more that is unresolved' : '';
    return `| ${codeCell(network.name)} | ${codeCell(ranges === '' ? 'none known' : ranges)}${unknown} | ${subnets.get(network.id) ?? 0} | ${codeCell(network.unit)} |`;
  });
  return section(
    `Address map: ${networks.length} network${networks.length === 1 ? '' : 's'}`,
    ['| network | address space | subnets | unit |\n| :-- | :-- | --: | :-- |\n' + rows.join('\n')],
    '\n',
  );
}

/** Lists longer than this are cut: a list that nobody reads hides the ones that somebody would. */
const MAX_ENTRIES = 100;

function entries(all: readonly string[]): string[] {
  if (all.length === 0) return [];
  const shown = all.slice(0, MAX_ENTRIES);
  if (shown.length < all.length) shown.push(`- … and ${all.length - shown.length} more`);
  return [shown.join('\n')];
}

function details(title: string, all: readonly string[]): string[] {
  return all.length === 0 ? [] : section(`${title} (${all.length})`, entries(all), '\n');
}

/** Without an empty line after the summary GitHub does not render the Markdown in it. */
function section(title: string, content: readonly string[], separator: string): string[] {
  return [`<details><summary>${escapeProse(title)}</summary>\n\n${content.join(separator)}\n\n</details>`];
}

/** Whole sections are dropped from the end until the text fits; the footer then says so. */
function joinWithin(sections: readonly string[], footer: string, maxBytes: number): string {
  const kept = [...sections];
  const size = (parts: readonly string[]): number => Buffer.byteLength(parts.join('\n\n'), 'utf8');
  const cutRemark = '_The report is longer than GitHub takes; its end was left out._';
  if (size([...kept, footer]) <= maxBytes) return [...kept, footer].join('\n\n');
  while (kept.length > 1 && size([...kept, cutRemark, footer]) > maxBytes) kept.pop();
  return [...kept, cutRemark, footer].join('\n\n');
}
