/** HashiCorp's own parser, through hcl2json, as the judge of what HCL is. */
import { parse } from '@cdktf/hcl2json';
import type { Json } from './hcl2json-shape.ts';

/** What the judge says of a text. `json` is missing for a rejected text, and for one that its JSON cannot express. */
export interface Verdict {
  readonly accepted: boolean;
  readonly json?: Json;
  /** Why it is rejected. */
  readonly message?: string;
}

/** Asks hcl2json about the text of a file. */
export async function judge(text: string): Promise<Verdict> {
  try {
    const json: unknown = await parse('input.tf', text);
    // Written and read again, so that its −0 is the 0 that a stored table has.
    return { accepted: true, json: JSON.parse(JSON.stringify(json)) as Json };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.startsWith('parse config') ? { accepted: false, message } : { accepted: true };
  }
}
