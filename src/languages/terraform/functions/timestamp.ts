/** Moments in time as Terraform writes them (RFC 3339), with the offset from UTC that they were written with. */

/** A moment. Seconds have no fraction: nothing that Terraform shows has one. */
export interface Timestamp {
  /** Seconds since 1970, UTC; nanoseconds beyond that. */
  readonly seconds: number;
  readonly nanoseconds: number;
  /** Minutes east of UTC. */
  readonly offset: number;
}

/** The calendar of a moment at its own offset. */
export interface Calendar {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9})\d*)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** Reads RFC 3339. Undefined for anything else, and for days and hours that do not exist. */
export function parseTimestamp(text: string): Timestamp | undefined {
  return momentOf(RFC3339.exec(text));
}

const YAML_DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const YAML_ZONED =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9})\d*)?(?:Z|([+-])(\d{2}):(\d{2}))$/;
const YAML_BLANK = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9})\d*)?$/;

/** Reads what YAML takes for a timestamp: also a bare date, and short fields. */
export function parseYamlTimestamp(text: string): Timestamp | undefined {
  return momentOf(YAML_DATE.exec(text) ?? YAML_ZONED.exec(text) ?? YAML_BLANK.exec(text));
}

function momentOf(match: RegExpExecArray | null): Timestamp | undefined {
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part));
  const [fraction = '', sign = '+', zoneHour = '0', zoneMinute = '0'] = match.slice(7, 11);
  const days = month >= 1 && month <= 12 ? daysInMonth(year, month) : 0;
  if (day < 1 || day > days || hour > 23 || minute > 59 || second > 59) return undefined;
  if (Number(zoneHour) > 24 || Number(zoneMinute) > 59) return undefined;
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1);
  const seconds = utcSeconds(year, month, day) + hour * 3600 + minute * 60 + second - offset * 60;
  return { seconds, nanoseconds: Number(fraction.padEnd(9, '0')), offset };
}

function utcSeconds(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / 1000;
}

function daysInMonth(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}

/** The calendar fields of a moment at its own offset. */
export function calendarOf({ seconds, offset }: Timestamp): Calendar {
  const date = new Date((seconds + offset * 60) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: date.getUTCDay(),
  };
}

/** RFC 3339 without fractions of a second. */
export function formatTimestamp(timestamp: Timestamp): string {
  const { year, month, day, hour, minute, second } = calendarOf(timestamp);
  const date = `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
  const zone = timestamp.offset === 0 ? 'Z' : formatOffset(timestamp.offset, ':');
  return `${date}T${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}${zone}`;
}

/** `+02:00` with a colon between, `+0200` with nothing. */
export function formatOffset(offset: number, between: string): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${between}${padded(minutes % 60, 2)}`;
}

/** A number with leading zeros. */
export function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
