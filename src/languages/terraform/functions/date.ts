/** Functions of moments in time. Those that read the clock are among the unknown ones. */
import { numberValue, stringValue } from '../../../values/value.ts';
import { defineFunction, type Problem } from './define.ts';
import { text } from './parameters.ts';
import { textResult } from './text-result.ts';
import {
  calendarOf,
  formatOffset,
  formatTimestamp,
  padded,
  parseTimestamp,
  type Timestamp,
} from './timestamp.ts';

/** A moment, later or earlier by a duration such as `1h30m` or `-90s`. */
export const timeadd = defineFunction('timeadd', {
  parameters: [text('timestamp'), text('duration')],
  run([moment, duration], call) {
    const timestamp = parseTimestamp(moment.value);
    if (timestamp === undefined) return notAMoment(moment.value);
    const added = parseDuration(duration.value);
    if (added === undefined)
      return { problem: `${JSON.stringify(duration.value)} is no duration such as "1h30m"` };
    const nanoseconds = BigInt(timestamp.nanoseconds) + added;
    const wholeSeconds = nanoseconds / NANOSECONDS - (nanoseconds % NANOSECONDS < 0n ? 1n : 0n);
    const seconds = timestamp.seconds + Number(wholeSeconds);
    return stringValue(formatTimestamp({ ...timestamp, seconds }), call.origin);
  },
});

/** −1, 0 or 1: whether a moment is before another, the same, or after it. */
export const timecmp = defineFunction('timecmp', {
  parameters: [text('timestamp_a'), text('timestamp_b')],
  run([first, second], call) {
    const a = parseTimestamp(first.value);
    const b = parseTimestamp(second.value);
    if (a === undefined) return notAMoment(first.value);
    if (b === undefined) return notAMoment(second.value);
    const order = Math.sign(a.seconds - b.seconds) || Math.sign(a.nanoseconds - b.nanoseconds);
    return numberValue(order, call.origin);
  },
});

/** A moment written to a pattern: letters stand for its fields, text between apostrophes for itself. */
export const formatdate = defineFunction('formatdate', {
  parameters: [text('format'), text('time')],
  run([pattern, moment], call) {
    const timestamp = parseTimestamp(moment.value);
    if (timestamp === undefined) return notAMoment(moment.value);
    const pieces: string[] = [];
    for (const [token] of pattern.value.matchAll(TOKEN)) {
      const piece = formatToken(token, timestamp);
      if (piece === undefined) return { problem: `${JSON.stringify(token)} means nothing in a date format` };
      pieces.push(piece);
    }
    return textResult(pieces.join(''), call);
  },
});

function notAMoment(text: string): Problem {
  return { problem: `${JSON.stringify(text)} is no moment such as "2026-01-31T12:00:00Z" (RFC 3339)` };
}

const NANOSECONDS = 1_000_000_000n;

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1000n],
  ['µs', 1000n],
  ['μs', 1000n],
  ['ms', 1_000_000n],
  ['s', NANOSECONDS],
  ['m', 60n * NANOSECONDS],
  ['h', 3600n * NANOSECONDS],
]);

const DURATION = /^[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const DURATION_PART = /(\d*)\.?(\d*)([a-zµμ]+)/g;

/** No duration has more than 292 years. */
const MAX_DURATION = (1n << 63n) - 1n;

/** A duration in nanoseconds. */
function parseDuration(text: string): bigint | undefined {
  if (/^[-+]?0$/.test(text)) return 0n;
  if (text.length > 200 || !DURATION.test(text)) return undefined;
  let total = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of text.matchAll(DURATION_PART)) {
    const size = UNITS.get(unit) ?? 0n;
    total += BigInt(whole || '0') * size + (BigInt(fraction || '0') * size) / 10n ** BigInt(fraction.length);
  }
  if (total > MAX_DURATION) return undefined;
  return text.startsWith('-') ? -total : total;
}

/** A quoted text with doubled apostrophes in it, a run of one letter, or what stands between such. */
const TOKEN = /'(?:[^']|'')*'?|([A-Za-z])\1*|[^A-Za-z']+/g;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function formatToken(token: string, timestamp: Timestamp): string | undefined {
  if (token.startsWith("'")) return formatQuoted(token);
  if (!/^[A-Za-z]/.test(token)) return token;
  const { year, month, day, hour, minute, second, weekday } = calendarOf(timestamp);
  const monthName = MONTHS[month - 1] ?? '';
  const dayName = DAYS[weekday] ?? '';
  const half = hour < 12 ? 'am' : 'pm';
  const hourOfHalf = hour % 12 === 0 ? 12 : hour % 12;
  const { offset } = timestamp;
  const fields: Readonly<Record<string, string>> = {
    YY: padded(year % 100, 2),
    YYYY: padded(year, 4),
    M: String(month),
    MM: padded(month, 2),
    MMM: monthName.slice(0, 3),
    MMMM: monthName,
    D: String(day),
    DD: padded(day, 2),
    EEE: dayName.slice(0, 3),
    EEEE: dayName,
    h: String(hour),
    hh: padded(hour, 2),
    H: String(hourOfHalf),
    HH: padded(hourOfHalf, 2),
    AA: half.toUpperCase(),
    aa: half,
    m: String(minute),
    mm: padded(minute, 2),
    s: String(second),
    ss: padded(second, 2),
    Z: offset === 0 ? 'Z' : formatOffset(offset, ':'),
    ZZZ: offset === 0 ? 'UTC' : formatOffset(offset, ''),
    ZZZZ: formatOffset(offset, ''),
    ZZZZZ: formatOffset(offset, ':'),
  };
  return Object.hasOwn(fields, token) ? fields[token] : undefined;
}

function formatQuoted(token: string): string | undefined {
  if (token === "''") return "'";
  if (token.length < 2 || !/^'(?:[^']|'')*'$/.test(token)) return undefined;
  return token.slice(1, -1).replaceAll("''", "'");
}
