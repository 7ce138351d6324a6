/** The functions of Terraform and OpenTofu by name. */
import type { HclFunction } from '../../hcl/scope.ts';
import { assumeLengthFunctions, assumeequal, assumenotnull, assumestringprefix } from './assume.ts';
import {
  length,
  element,
  lookup,
  index,
  contains,
  keys,
  values,
  one,
  coalesce,
  coalescelist,
} from './collection-access.ts';
import {
  merge,
  concat,
  flatten,
  slice,
  compact,
  distinct,
  chunklist,
  reverse,
  zipmap,
  matchkeys,
  transpose,
} from './collection-build.ts';
import { sort, range, setproduct, setunion, setintersection, setsubtract } from './collection-order.ts';
import {
  tostring,
  tonumber,
  tobool,
  tolist,
  toset,
  tomap,
  sensitive,
  nonsensitive,
  issensitive,
  ephemeralasnull,
} from './conversion.ts';
import { convert } from './convert.ts';
import { csvdecode } from './csv-decode.ts';
import { timeadd, timecmp, formatdate } from './date.ts';
import {
  base64encode,
  base64decode,
  base64gzip,
  base64gunzip,
  urlencode,
  urldecode,
  textencodebase64,
  textdecodebase64,
} from './encoding.ts';
import type { FunctionFiles } from './files.ts';
import { fileFunctions } from './filesystem.ts';
import { format, formatlist } from './format.ts';
import { DIGESTS, digestFunction, uuidv5 } from './hash.ts';
import { jsondecode } from './json-decode.ts';
import { jsonencode } from './json-encode.ts';
import { cidrhost, cidrnetmask, cidrsubnet, cidrsubnets, cidrcontains } from './network.ts';
import { abs, ceil, floor, signum, log, pow, max, min, sum, alltrue, anytrue, parseint } from './numeric.ts';
import { basename, dirname, abspath, pathexpand } from './paths.ts';
import { providerFunction } from './provider.ts';
import { regex, regexall } from './regex.ts';
import {
  lower,
  upper,
  title,
  trimspace,
  chomp,
  strrev,
  trim,
  trimprefix,
  trimsuffix,
  startswith,
  endswith,
  strcontains,
  replace,
  substr,
  split,
  join,
  indent,
} from './string.ts';
import { templatefileFunction, templatestring } from './template.ts';
import { canFunction, tryFunction } from './try.ts';
import { removedFunction, unknownFunction } from './unknown-functions.ts';
import { yamldecode } from './yaml-decode.ts';
import { yamlencode } from './yaml-encode.ts';

export { treeFiles, type FunctionFiles } from './files.ts';

const CLOCK = 'it reads the clock';

/** The functions that see nothing but their arguments. */
const PURE: ReadonlyMap<string, HclFunction> = new Map<string, HclFunction>([
  ...Object.entries({
    length,
    element,
    lookup,
    index,
    contains,
    keys,
    values,
    one,
    coalesce,
    coalescelist,
    merge,
    concat,
    flatten,
    slice,
    compact,
    distinct,
    chunklist,
    reverse,
    zipmap,
    matchkeys,
    transpose,
    sort,
    range,
    setproduct,
    setunion,
    setintersection,
    setsubtract,
    tostring,
    tonumber,
    tobool,
    tolist,
    toset,
    tomap,
    sensitive,
    nonsensitive,
    issensitive,
    ephemeralasnull,
    timeadd,
    timecmp,
    formatdate,
    base64encode,
    base64decode,
    base64gzip,
    base64gunzip,
    urlencode,
    urldecode,
    textencodebase64,
    textdecodebase64,
    cidrhost,
    cidrnetmask,
    cidrsubnet,
    cidrsubnets,
    cidrcontains,
    abs,
    ceil,
    floor,
    signum,
    log,
    pow,
    max,
    min,
    sum,
    alltrue,
    anytrue,
    parseint,
    basename,
    dirname,
    abspath,
    pathexpand,
    lower,
    upper,
    title,
    trimspace,
    chomp,
    strrev,
    trim,
    trimprefix,
    trimsuffix,
    startswith,
    endswith,
    strcontains,
    replace,
    substr,
    split,
    join,
    indent,
    convert,
    csvdecode,
    format,
    formatlist,
    jsondecode,
    jsonencode,
    regex,
    regexall,
    templatestring,
    uuidv5,
    yamldecode,
    yamlencode,
    assumeequal,
    assumenotnull,
    assumestringprefix,
    try: tryFunction,
    can: canFunction,
  }),
  ...assumeLengthFunctions,
  ...[...DIGESTS].map(([name, digest]) => [name, digestFunction(name, digest)] as const),
  ['timestamp', unknownFunction('not-deterministic', CLOCK)],
  ['plantimestamp', unknownFunction('not-deterministic', CLOCK)],
  ['uuid', unknownFunction('not-deterministic', 'it is random')],
  ['bcrypt', unknownFunction('not-deterministic', 'it is salted at random')],
  ['rsadecrypt', unknownFunction('unsupported', 'nothing is decrypted')],
  ['list', removedFunction('list', 'write tolist([ ... ])')],
  ['map', removedFunction('map', 'write tomap({ ... })')],
]);

/**
 * Finds functions by name, for modules whose relative paths count from the working folder of `files`. Also finds
 * `core::name`; every other function of a provider than Terraform's own gives an unknown. Undefined for other names.
 */
export function terraformFunctions(files: FunctionFiles): (name: string) => HclFunction | undefined {
  let reading: ReadonlyMap<string, HclFunction> | undefined;
  return (name) => {
    const plain = name.startsWith('core::') ? name.slice('core::'.length) : name;
    const pure = PURE.get(plain);
    if (pure !== undefined) return pure;
    reading ??= new Map([...fileFunctions(files), ['templatefile', templatefileFunction(files)]]);
    return reading.get(plain) ?? providerFunction(name);
  };
}
