/** Digests of texts and files, and name-based UUIDs. */
import { createHash, type BinaryToTextEncoding } from 'node:crypto';
import { stringValue } from '../../../values/value.ts';
import type { HclFunction } from '../../hcl/scope.ts';
import { defineFunction } from './define.ts';
import { text } from './parameters.ts';

/** How a digest is made and shown. */
interface Digest {
  readonly algorithm: string;
  readonly encoding: BinaryToTextEncoding;
}

/** Of each function that makes a digest of a text; `file` before the name makes one of a file. */
export const DIGESTS: ReadonlyMap<string, Digest> = new Map([
  ['md5', { algorithm: 'md5', encoding: 'hex' }],
  ['sha1', { algorithm: 'sha1', encoding: 'hex' }],
  ['sha256', { algorithm: 'sha256', encoding: 'hex' }],
  ['sha512', { algorithm: 'sha512', encoding: 'hex' }],
  ['base64sha256', { algorithm: 'sha256', encoding: 'base64' }],
  ['base64sha512', { algorithm: 'sha512', encoding: 'base64' }],
]);

/** The digest of some bytes, or of a text in UTF-8. */
export function digestOf(content: string | Uint8Array, { algorithm, encoding }: Digest): string {
  return createHash(algorithm).update(content).digest(encoding);
}

/** A function that makes a digest of a text. */
export function digestFunction(name: string, digest: Digest): HclFunction {
  return defineFunction(name, {
    parameters: [text('str')],
    run: ([value], call) => stringValue(digestOf(value.value, digest), call.origin),
  });
}

/** The namespaces that have names, as RFC 9562 gives them. */
const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['dns', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
  ['url', '6ba7b811-9dad-11d1-80b4-00c04fd430c8'],
  ['oid', '6ba7b812-9dad-11d1-80b4-00c04fd430c8'],
  ['x500', '6ba7b814-9dad-11d1-80b4-00c04fd430c8'],
]);

const UUID = /^(?:urn:uuid:)?\{?[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\}?$/i;

/** The UUID of version 5 for a name in a namespace: always the same for the same name. */
export const uuidv5 = defineFunction('uuidv5', {
  parameters: [text('namespace'), text('name')],
  run([namespace, name], call) {
    const id = NAMESPACES.get(namespace.value) ?? namespace.value;
    if (!UUID.test(id)) return { problem: `${JSON.stringify(id)} is neither dns, url, oid, x500 nor a UUID` };
    const space = Buffer.from(id.replace(/^urn:uuid:/i, '').replace(/[-{}]/g, ''), 'hex');
    const bytes = createHash('sha1').update(space).update(name.value).digest().subarray(0, 16);
    // The version goes into the upper half of byte 6, the variant into the upper bits of byte 8.
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = bytes.toString('hex');
    const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
    return stringValue(groups.join('-'), call.origin);
  },
});
