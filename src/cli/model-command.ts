/** `cidrlint model` */
import { observedFacts } from '../bindings/inventory/observed-facts.ts';
import { readNetwork } from '../check.ts';
import { renderModelJson } from '../report/model-json.ts';
import { renderModelText } from '../report/model-text.ts';
import { renderDiagnostics } from '../report/text.ts';
import { readArguments, readFormats } from './arguments.ts';
import { installedBicep } from './installed-bicep.ts';
import { openInventories } from './open-inventories.ts';
import { openPlans } from './open-plans.ts';
import { openWorkplace } from './workplace.ts';
import { showsColour, writeOutput } from './write-output.ts';

/** Shows what was understood. The status is 0 whatever was found. */
export async function modelCommand(args: readonly string[]): Promise<number> {
  const flags = readArguments(args, {
    config: 'value',
    format: 'value',
    'var-file': 'value',
    var: 'value',
    plan: 'value',
    inventory: 'value',
  });
  const formats = readFormats(flags.values('format'), ['text', 'json'], 'text');
  const place = openWorkplace(
    flags.paths,
    flags.value('config'),
    flags.values('var-file'),
    flags.values('var'),
  );
  const plans = openPlans(place.root, flags.values('plan'));
  const observed = observedFacts(openInventories(place, flags.values('inventory')));
  const { model, diagnostics } = readNetwork(place.tree, {
    config: place.config,
    within: place.within,
    plans,
    observed,
    bicep: installedBicep(),
  });
  process.stderr.write(renderDiagnostics(diagnostics, showsColour(process.stderr)));
  for (const { format, file } of formats) {
    writeOutput(format === 'json' ? renderModelJson(model) : renderModelText(model), file);
  }
  return Promise.resolve(0);
}
