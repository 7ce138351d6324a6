/** The functions of dates. The clock itself is none of them: see unknowable.ts. */
import { numberValue, stringValue, type Value } from '../../../values/value.ts';
import { countAt, eager, textAt, wrong, type ArmFunction } from './define.ts';

/** Times of ISO 8601 down to the second, in UTC or with an offset. */
const TIME = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d):?(\d\d)(?:\.(\d{1,7}))?)? ?(Z|[+-]\d\d:?\d\d)?$/;

/** Milliseconds since 1970 of a time; one without a zone is not told. */
function timeAt(args: readonly Value[], index: number): number {
  const text = textAt(args, index).trim();
  const found = TIME.exec(text);
  const zone = found?.[8];
  if (found === null || zone === undefined)
    return wrong(`"${text.slice(0, 40)}" is not computed as a time`, 'unsupported');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((each) => Number(each));
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(time);
  if (
    date.getUTCMonth() !== month - 1 ||
    date.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  ) {
    return wrong(`"${text.slice(0, 40)}" is no time`);
  }
  return time - offsetOf(zone);
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (digits.startsWith('-') ? -minutes : minutes) * 60_000;
}

const toEpoch = eager(0, 1, (args, call) => {
  if (args.length === 0)
    return wrong('without an argument it is the time of the deployment', 'not-deterministic');
  return numberValue(Math.floor(timeAt(args, 0) / 1000), call.origin);
});

/** The last second that JavaScript and .NET can both write. */
const LAST_SECOND = 253_402_300_799;

const fromEpoch = eager(0, 1, (args, call) => {
  if (args.length === 0)
    return wrong('without an argument it is the time of the deployment', 'not-deterministic');
  const seconds = countAt(args, 0);
  if (Math.abs(seconds) > LAST_SECOND) return wrong('the time is beyond the year 9999');
  return stringValue(isoTime(seconds * 1000), call.origin);
});

function isoTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

const DURATION =
  /^(-?)P(?:(\d{1,5})Y)?(?:(\d{1,6})M)?(?:(\d{1,7})W)?(?:(\d{1,8})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/;

/** A time with a duration added. Told in the forms that are written as they are computed, of which there are few. */
const dateTimeAdd = eager(2, 3, (args, call) => {
  const duration = textAt(args, 1);
  const found = DURATION.exec(duration);
  if (found === null || /^-?PT?$/.test(duration)) return wrong(`"${duration.slice(0, 40)}" is no duration`);
  const sign = found[1] === '-' ? -1 : 1;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(2)
    .map((each: string | undefined) => Number(each ?? 0) * sign);
  const moved = addMonths(timeAt(args, 0), years * 12 + months);
  const time = moved + ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  if (!(Math.abs(time) / 1000 <= LAST_SECOND)) return wrong('the time is beyond the year 9999');
  return stringValue(shownAs(time, args[2] === undefined ? undefined : textAt(args, 2)), call.origin);
});

/** The same day of another month, or its last one. */
function addMonths(time: number, months: number): number {
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, last));
}

function shownAs(time: number, form: string | undefined): string {
  const iso = isoTime(time);
  switch (form) {
    case 'u':
      return iso.replace('T', ' ');
    case 's':
      return iso.slice(0, 19);
    case 'yyyy-MM-dd':
      return iso.slice(0, 10);
    case 'yyyy-MM-ddTHH:mm:ssZ':
      return iso;
    case 'yyyyMMddTHHmmssZ':
      return iso.replace(/[-:]/g, '');
    default:
      return wrong('this form of a time is not computed', 'unsupported');
  }
}

/** Functions by their names in lower case. */
export const DATE_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['datetimeadd', dateTimeAdd],
  ['datetimefromepoch', fromEpoch],
  ['datetimetoepoch', toEpoch],
];
