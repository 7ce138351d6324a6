/** Functions whose results only a deployment knows, for scopes that do not tell them. */
import type { UnknownReason } from '../../../values/value.ts';

interface Unknowable {
  readonly reason: UnknownReason;
  /** Whether two calls with equal arguments give the same. */
  readonly isStable: boolean;
}

function unknowable(code: UnknownReason['code'], message: string, isStable = true): Unknowable {
  return { reason: { code, message }, isStable };
}

const WHERE = 'it depends on where the template is deployed';
const AT_COMPILATION = 'Bicep computes it when it compiles, it is not part of templates';

const FUNCTIONS: ReadonlyMap<string, Unknowable> = new Map([
  ['utcnow', unknowable('not-deterministic', 'it is the time of the deployment', false)],
  ['newguid', unknowable('not-deterministic', 'it is another one in each deployment', false)],
  ['environment', unknowable('environment', 'it depends on the cloud that is deployed to')],
  ['deployer', unknowable('environment', 'it depends on who deploys')],
  ['deployment', unknowable('environment', WHERE)],
  ['managementgroup', unknowable('environment', WHERE)],
  ['resourcegroup', unknowable('environment', WHERE)],
  ['subscription', unknowable('environment', WHERE)],
  ['tenant', unknowable('environment', WHERE)],
  ['pickzones', unknowable('environment', 'the zones depend on the location and the provider')],
  ['providers', unknowable('environment', 'it depends on the providers of the subscription')],
  ['roledefinitions', unknowable('environment', 'role definitions are looked up at deployment')],
  ['tologicalzone', unknowable('environment', 'the mapping of zones depends on the subscription')],
  ['tologicalzones', unknowable('environment', 'the mapping of zones depends on the subscription')],
  ['tophysicalzone', unknowable('environment', 'the mapping of zones depends on the subscription')],
  ['tophysicalzones', unknowable('environment', 'the mapping of zones depends on the subscription')],
  ['reference', unknowable('computed', 'the resource is read at deployment')],
  ['references', unknowable('computed', 'the resources are read at deployment')],
  ['resourceinfo', unknowable('computed', 'the resource is read at deployment')],
  ['extensions', unknowable('unsupported', 'extensions are configured at deployment')],
  ['externalinput', unknowable('missing-input', 'it is given from outside at deployment')],
  ['externalinputs', unknowable('missing-input', 'it is given from outside at deployment')],
  ['getsecret', unknowable('sensitive', 'it is a secret of a key vault')],
  ['secret', unknowable('sensitive', 'it is a secret')],
  ['nameof', unknowable('unsupported', AT_COMPILATION)],
  ['loaddirectoryfileinfo', unknowable('unsupported', AT_COMPILATION)],
  ['loadfileasbase64', unknowable('unsupported', AT_COMPILATION)],
  ['loadjsoncontent', unknowable('unsupported', AT_COMPILATION)],
  ['loadtextcontent', unknowable('unsupported', AT_COMPILATION)],
  ['loadyamlcontent', unknowable('unsupported', AT_COMPILATION)],
]);

const LISTING = unknowable('computed', 'what resources list is read at deployment');

/** Why nobody can know the result of a function (name in lower case) from the code. Undefined when there is none. */
export function unknowableFunction(name: string): Unknowable | undefined {
  return FUNCTIONS.get(name) ?? (name.startsWith('list') && !name.includes('.') ? LISTING : undefined);
}
