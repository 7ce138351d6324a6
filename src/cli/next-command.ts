/** `cidrlint next CIDR/LEN --within CIDR` */
import { observedFacts } from '../bindings/inventory/observed-facts.ts';
import { readNetwork } from '../check.ts';
import { UsageError } from '../config/usage-error.ts';
import { nextFree } from '../ip/free-space.ts';
import { formatPrefix, parsePrefix, type Prefix } from '../ip/prefix.ts';
import { takenSpace } from '../model/address-plan.ts';
import { readArguments } from './arguments.ts';
import { installedBicep } from './installed-bicep.ts';
import { openInventories } from './open-inventories.ts';
import { openPlans } from './open-plans.ts';
import { openWorkplace } from './workplace.ts';

/**
 * Prints the first range of the asked length that nothing in the code and in inventories uses. `/24 --within 10.0.0.0/8` and
 * `10.0.0.0/8/24` ask the same. The status is 1 when there is none.
 */
export async function nextCommand(args: readonly string[]): Promise<number> {
  const flags = readArguments(args, {
    within: 'value',
    config: 'value',
    'var-file': 'value',
    var: 'value',
    plan: 'value',
    inventory: 'value',
  });
  const [wanted, ...paths] = flags.paths;
  const { within, length } = readWanted(wanted ?? '', flags.value('within'));
  const place = openWorkplace(paths, flags.value('config'), flags.values('var-file'), flags.values('var'));
  const observed = observedFacts(openInventories(place, flags.values('inventory')));
  const { model } = readNetwork(place.tree, {
    config: place.config,
    within: place.within,
    plans: openPlans(place.root, flags.values('plan')),
    observed,
    bicep: installedBicep(),
  });
  const free = nextFree([within], takenSpace(model), length);
  if (free === undefined) {
    process.stderr.write(`cidrlint: ${formatPrefix(within)} has no free /${length}.\n`);
    return Promise.resolve(1);
  }
  process.stdout.write(`${formatPrefix(free)}\n`);
  return Promise.resolve(0);
}

function readWanted(wanted: string, within: string | undefined): { within: Prefix; length: number } {
  const match = /^(.*)\/(\d{1,3})$/.exec(wanted);
  const around = match?.[1] === '' || match?.[1] === undefined ? within : match[1];
  if (match === null || around === undefined) {
    throw new UsageError(
      'cidrlint next takes a length and where to look: cidrlint next /24 --within 10.0.0.0/8.',
    );
  }
  const parsed = parsePrefix(within ?? around);
  if ('problem' in parsed) {
    throw new UsageError(`${JSON.stringify(within ?? around)} is not a CIDR range: ${parsed.problem}.`);
  }
  const length = Number(match[2]);
  const longest = parsed.prefix.family === 4 ? 32 : 128;
  if (length < parsed.prefix.length || length > longest) {
    throw new UsageError(
      `A range in ${formatPrefix(parsed.prefix)} has a length of ${parsed.prefix.length} to ${longest}, not ${length}.`,
    );
  }
  return { within: parsed.prefix, length };
}
