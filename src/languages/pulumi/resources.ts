/** The resources of a Pulumi YAML program, evaluated for one stack. */
import { rangeOf } from '../../text/range.ts';
import { mapValue, type MapValue, type Value } from '../../values/value.ts';
import { literalOrigin } from '../../values/origin.ts';
import type { DeploymentScope, Resource } from '../unit.ts';
import { memberOf, type PlacedNode, type Program } from './program.ts';
import type { ProgramValues } from './program-values.ts';

/** What all resources of a unit share. */
interface Around {
  readonly program: Program;
  readonly values: ProgramValues;
  readonly unit: string;
  readonly scope: DeploymentScope | undefined;
}

/** The resources in the order of the program, as far as there is `room`. What is no map, or has no type, is none. */
export function resourcesOf(around: Around, room: number): readonly Resource[] {
  return [...around.program.resources].slice(0, room).flatMap(([name, placed]) => {
    const type = memberOf(placed.node, 'type');
    return type?.kind === 'scalar' ? [resourceOf(around, name, placed, type.value)] : [];
  });
}

/**
 * The type without the file that declares it and without the version of the API: `aws:ec2/vpc:Vpc` is `aws:ec2:Vpc`,
 * `azure-native:network/v20240501:Subnet` is `azure-native:network:Subnet`.
 */
function plainType(type: string): string {
  return type.replace(/^([^:/]{1,100}:[^:/]{1,100})\/[^:]{0,100}:/, '$1:');
}

function resourceOf(around: Around, name: string, placed: PlacedNode, type: string): Resource {
  const { values, unit, scope } = around;
  const get = memberOf(placed.node, 'get');
  const id = get && memberOf(get, 'id');
  const properties = values.propertiesOf(name);
  const range = rangeOf(placed.file, placed.key);
  const written = properties.kind === 'map' ? properties : mapValue(new Map(), literalOrigin(range));
  const attributes: MapValue =
    id === undefined
      ? written
      : { ...written, entries: new Map([...written.entries, ['id', values.valueOf(id, placed.file)]]) };
  return {
    dialect: 'pulumi',
    mode: get === undefined ? 'managed' : 'data',
    type: plainType(type),
    name,
    address: name,
    unit,
    ...providerOf(around, placed, type),
    attributes,
    range,
    // Nothing is certain of a resource whose properties are not known.
    possible: properties.kind === 'unknown' ? properties.reason : undefined,
    scope,
  };
}

/** The provider that the options name, or the default one of the package with the settings of the stack. */
function providerOf(
  { program, values }: Around,
  placed: PlacedNode,
  type: string,
): Pick<Resource, 'provider' | 'providerSettings'> {
  const packageName = type.split(':', 1)[0] ?? type;
  const options = memberOf(placed.node, 'options');
  const written = options && memberOf(options, 'provider');
  const explicit = written?.kind === 'scalar' ? /^\$\{([\w-]+)\}$/.exec(written.value)?.[1] : undefined;
  if (explicit !== undefined) {
    const settings = program.resources.has(explicit) ? values.propertiesOf(explicit) : undefined;
    return {
      provider: `${packageName}.${explicit}`,
      ...(settings?.kind === 'map' ? { providerSettings: settings } : {}),
    };
  }
  const settings = defaultSettings(values, packageName, placed);
  return { provider: packageName, ...(settings === undefined ? {} : { providerSettings: settings }) };
}

/** The settings that tell where a default provider deploys to. */
const SETTINGS = ['subscriptionId', 'region', 'project', 'allowedAccountIds'];

function defaultSettings(
  values: ProgramValues,
  packageName: string,
  placed: PlacedNode,
): MapValue | undefined {
  const entries = SETTINGS.flatMap((name): readonly (readonly [string, Value])[] => {
    const value = values.configValue(`${packageName}:${name}`);
    return value === undefined ? [] : [[name, value]];
  });
  if (entries.length === 0) return undefined;
  return mapValue(new Map(entries), literalOrigin(rangeOf(placed.file, placed.key)));
}
