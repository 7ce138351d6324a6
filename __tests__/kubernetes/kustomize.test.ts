/** Kustomizations: patches are no objects, and what they set is unknown. */
import { describe, expect, test } from 'vitest';
import { onlyResource, plain, problemsOf, readManifests, valueAt } from './read-manifests.ts';

const BASE = `apiVersion: network.azure.com/v1
kind: VirtualNetwork
metadata: {name: hub}
spec:
  location: westeurope
  addressSpace: {addressPrefixes: [10.0.0.0/16]}
`;

const PATCH = BASE.replace('10.0.0.0', '10.9.0.0').replace('  location: westeurope\n', '');

const OVERLAY = 'overlay/kustomization.yaml';

function specOf(files: Readonly<Record<string, string>>): unknown {
  return plain(valueAt(onlyResource(readManifests(files)), 'spec'));
}

const UNTOUCHED = { location: 'westeurope', addressSpace: { addressPrefixes: ['10.0.0.0/16'] } };
const PATCHED = { location: 'westeurope', addressSpace: { addressPrefixes: '?unsupported' } };

/** The same operations, in two ways to write a list. */
const OPERATIONS = '[{op: replace, path: /spec/addressSpace/addressPrefixes/0, value: 10.9.0.0/16}]';

describe('what is patched', () => {
  test.each([
    ['patches with a path', 'resources: [../base]\npatches: [{path: p.yaml}]', PATCHED],
    ['patchesStrategicMerge', 'resources: [../base]\npatchesStrategicMerge: [p.yaml]', PATCHED],
    ['bases', 'bases: [../base]\npatches: [{path: p.yaml}]', PATCHED],
    ['a file', 'resources: [../base/hub.yaml]\npatches: [{path: p.yaml}]', PATCHED],
    [
      'a patch in the text',
      `resources: [../base]\npatches:\n- patch: |\n${PATCH.replace(/^/gm, '    ')}`,
      PATCHED,
    ],
    [
      'operations with a target',
      `resources: [../base]\npatches: [{target: {kind: VirtualNetwork}, patch: '${OPERATIONS}'}]`,
      PATCHED,
    ],
    [
      'operations on something else',
      `resources: [../base]\npatches: [{target: {kind: VirtualNetwork, name: other}, patch: '${OPERATIONS}'}]`,
      UNTOUCHED,
    ],
    ['something that the kustomization does not take in', 'patches: [{path: p.yaml}]', UNTOUCHED],
  ])('%s', (_, kustomization, expected) => {
    const files = { 'base/hub.yaml': BASE, 'overlay/p.yaml': PATCH, [OVERLAY]: kustomization };
    // A patch file that none names would be an object of its own.
    const isNamed = kustomization.includes('p.yaml');
    expect(specOf(isNamed ? files : { 'base/hub.yaml': BASE, [OVERLAY]: kustomization })).toEqual(expected);
  });

  test('by a component, through an overlay of an overlay', () => {
    expect(
      specOf({
        'base/hub.yaml': BASE,
        'base/kustomization.yaml': 'resources: [hub.yaml]',
        'mid/kustomization.yaml': 'resources: [../base]',
        'top/kustomization.yaml': 'resources: [../mid]\ncomponents: [../part]',
        'part/kustomization.yaml': 'kind: Component\npatches: [{path: p.yaml}]',
        'part/p.yaml': PATCH,
      }),
    ).toEqual(PATCHED);
  });

  test('a note names it', () => {
    const read = readManifests({
      'base/hub.yaml': BASE,
      'base/kustomization.yaml': 'resources: [hub.yaml]',
      'overlay/p.yaml': PATCH,
      [OVERLAY]: 'resources: [../base]\npatches: [{path: p.yaml}]',
    });
    expect(problemsOf(read)).toEqual([`${OVERLAY}:1:1 note kubernetes-kustomize-patch`]);
    expect(read.diagnostics[0]?.message).toContain('VirtualNetwork hub');
  });

  test.each([
    ['a circle', 'resources: [../overlay, .]\ncomponents: [.]'],
    ['no YAML', 'patches: [['],
    ['paths that lead out', 'patches: [{path: ../../../x.yaml}]\nresources: [../../..]'],
    ['other shapes', 'patches: {a: b}\nresources: x\npatchesStrategicMerge: [{a: b}, [c]]'],
    ['addresses', 'resources: ["https://example.com/x?ref=v1"]'],
  ])('%s does no harm', (_, kustomization) => {
    expect(specOf({ 'base/hub.yaml': BASE, [OVERLAY]: kustomization })).toEqual(UNTOUCHED);
  });
});
