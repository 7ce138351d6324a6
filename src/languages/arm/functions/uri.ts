/** The functions that put URIs together and take them apart. */
import { mapValue, numberValue, stringValue, type Value } from '../../../values/value.ts';
import { unknownOf } from '../../hcl/derived.ts';
import { joinTexts } from '../../hcl/template-value.ts';
import { memberNamed } from '../expressions/access.ts';
import {
  argument,
  eager,
  mapAt,
  textAt,
  tolerant,
  undecided,
  wrong,
  type ArmFunction,
  type Call,
} from './define.ts';
import { stableReference } from './stable-token.ts';
import { plainText } from './text-value.ts';

function parse(text: string, base?: string): URL {
  try {
    return base === undefined ? new URL(text) : new URL(text, base);
  } catch {
    return wrong('it is no absolute URI');
  }
}

/** Whether a text begins a path that leads down from where it starts. */
function leadsDown(text: string): boolean {
  return /^[\w-]/.test(text) && !text.includes('..') && !text.includes(':');
}

/**
 * An absolute URI of a base and what is relative to it (RFC 3986, section 5). Below a base that is not known, it is
 * the folder of that with the path behind it.
 */
const uri = tolerant(2, 2, (args, call) => {
  const [start, way] = [argument(args, 0), argument(args, 1)];
  if (start.kind === 'unknown' || way.kind === 'unknown') {
    const first = way.kind === 'unknown' ? way.parts?.[0] : way;
    if (first?.kind !== 'string' || !leadsDown(first.value)) return undecided(start, way);
    const folder =
      start.kind === 'unknown'
        ? { ...unknownOf([start], start.origin), reference: stableReference('uri', [start]) }
        : stringValue(parse('.', textAt(args, 0)).href, call.origin);
    return joinTexts([folder, way], call.origin);
  }
  const [base, relative] = [textAt(args, 0), textAt(args, 1)];
  parse(base);
  return stringValue(parse(relative, base).href, call.origin);
});

/** Ports that are not written. */
const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['http:', 80],
  ['https:', 443],
  ['ftp:', 21],
]);

/** The parts of a URI: scheme, host, port, path, query. */
const parseUri = eager(1, 1, (args, call) => {
  const url = parse(textAt(args, 0));
  const port = url.port === '' ? DEFAULT_PORTS.get(url.protocol) : Number(url.port);
  const entries = new Map<string, Value>([
    ['scheme', stringValue(url.protocol.slice(0, -1), call.origin)],
    ['host', stringValue(url.hostname, call.origin)],
    ...(port === undefined ? [] : [['port', numberValue(port, call.origin)] as const]),
    ['path', stringValue(url.pathname, call.origin)],
    ['query', stringValue(url.search, call.origin)],
  ]);
  return mapValue(entries, call.origin);
});

/** The URI that such parts make. */
const buildUri = eager(1, 1, (args, call) => {
  const parts = mapAt(args, 0);
  const part = (name: string): string => partText(parts, name, call);
  const [scheme, host, port] = [part('scheme'), part('host'), part('port')];
  if (scheme === '' || host === '') return wrong('it needs a scheme and a host');
  const [path, query] = [part('path'), part('query')];
  const shownPort = port === '' || DEFAULT_PORTS.get(`${scheme}:`) === Number(port) ? '' : `:${port}`;
  const slash = path === '' || path.startsWith('/') ? '' : '/';
  const mark = query === '' || query.startsWith('?') ? '' : '?';
  return stringValue(
    parse(`${scheme}://${host}${shownPort}${slash}${path}${mark}${query}`).href,
    call.origin,
  );
});

function partText(parts: Value, name: string, call: Call): string {
  const part = memberNamed(parts, name, call.range);
  if ('problem' in part || part.kind === 'null') return '';
  return part.kind === 'unknown' ? undecided(part) : (plainText(part) ?? wrong(`its ${name} is no text`));
}

/** Functions by their names in lower case. */
export const URI_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['builduri', buildUri],
  ['parseuri', parseUri],
  ['uri', uri],
];
