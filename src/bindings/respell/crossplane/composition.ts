/** Compositions: templates of resources, from which claims make others by patches. They are not judged as deployed. */
import { attribute, attributeAt } from '../../read-attributes.ts';
import { specOf } from '../declared-object.ts';
import type { Respelling } from '../respelling.ts';
import type { MapValue, Value } from '../../../values/value.ts';

export const composition: Respelling = {
  dialect: 'kubernetes',
  types: ['Composition.apiextensions.crossplane.io'],
  respell(resource, { report }) {
    const spec = specOf(resource);
    const bases = spec === undefined ? 0 : countBases(spec);
    if (bases > 0) {
      report({
        severity: 'note',
        code: 'crossplane-composition',
        message: `${resource.address} is a template of ${bases} ${bases === 1 ? 'resource' : 'resources'}. Claims decide what is deployed of it, so it is not judged.`,
        range: resource.range,
      });
    }
    return [];
  },
};

/** Resources that stand in the composition, or in the input of a function of its pipeline. */
function countBases(spec: MapValue): number {
  const pipeline = attribute(spec, 'pipeline');
  const steps = pipeline?.kind === 'list' ? pipeline.items : [];
  const inputs = steps.map((step) =>
    step.kind === 'map' ? attributeAt(step, 'input', 'resources') : undefined,
  );
  return [attribute(spec, 'resources'), ...inputs].reduce((sum, list) => sum + countIn(list), 0);
}

function countIn(list: Value | undefined): number {
  if (list?.kind !== 'list') return 0;
  return list.items.filter((item) => item.kind === 'map' && attribute(item, 'base')?.kind === 'map').length;
}
