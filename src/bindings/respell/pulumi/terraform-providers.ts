/** Resources of Pulumi's classic providers, spelled as Terraform's. */
import type { Value } from '../../../values/value.ts';
import { respellKeys } from '../respell-keys.ts';
import type { Respelling } from '../respelling.ts';
import { snakeCase } from '../snake-case.ts';
import { terraformResource } from '../terraform-resource.ts';
import { SINGULARS, TERRAFORM_TYPES } from './terraform-types.ts';

export const terraformProviders: Respelling = {
  dialect: 'pulumi',
  types: [...TERRAFORM_TYPES.keys()],
  respell(resource) {
    const type = TERRAFORM_TYPES.get(resource.type);
    if (type === undefined) return [];
    const nameOf = (key: string): string => {
      const name = snakeCase(key);
      return SINGULARS.get(`${type} ${name}`) ?? SINGULARS.get(name) ?? name;
    };
    const attributes = respellKeys(
      resource.attributes,
      (key, value) => [nameOf(key), value],
      withSpelledReference,
    );
    const settings = resource.providerSettings;
    return [
      terraformResource(resource, {
        type,
        attributes,
        providerSettings: settings && respellKeys(settings, (key, value) => [snakeCase(key), value]),
      }),
    ];
  },
};

/** `network.selfLink` is `network.self_link` once the network is spelled otherwise. */
function withSpelledReference(value: Value): Value {
  const { reference } = value;
  const parts = value.kind === 'unknown' ? value.parts?.map(withSpelledReference) : undefined;
  const whole: Value = value.kind === 'unknown' && parts !== undefined ? { ...value, parts } : value;
  if (reference === undefined) return whole;
  const path = reference.path.map((step) => (typeof step === 'string' ? snakeCase(step) : step));
  return { ...whole, reference: { ...reference, path } };
}
