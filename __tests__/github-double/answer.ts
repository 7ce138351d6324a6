/** What handlers give back, and what they refuse with. */

/** An answer before it is written out. */
export interface Answer {
  readonly status: number;
  /**
   * JSON, judged as `application/json` or as the media type that `judgedAs` names; or text with its media type; or
   * nothing.
   */
  readonly content:
    | { readonly json: unknown; readonly judgedAs?: string }
    | { readonly text: string | Buffer; readonly mediaType: string }
    | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

const DOCUMENTATION = 'https://docs.github.com/rest';

/** A JSON answer. */
export const answerJson = (
  json: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  content: { json },
  headers,
});

/** An answer in another media type. */
export const answerText = (text: string | Buffer, mediaType: string): Answer => ({
  status: 200,
  content: { text, mediaType },
  headers: {},
});

/** 204, as after a deletion. */
export const NO_CONTENT: Answer = { status: 204, content: undefined, headers: {} };

/** An error answer, thrown where it is found and answered by the server. */
export class Refusal extends Error {
  readonly answer: Answer;
  constructor(
    status: number,
    message: string,
    more: { readonly errors?: readonly unknown[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    const { errors, headers = {} } = more;
    const body = { message, ...(errors === undefined ? {} : { errors }), documentation_url: DOCUMENTATION };
    this.answer = answerJson({ ...body, status: String(status) }, status, headers);
  }
}

/** 404, as GitHub also answers for what the caller may not even know of. */
export const notFound = (): Refusal => new Refusal(404, 'Not Found');

/** 422 with plain sentences, as reviews are refused. */
export const unprocessable = (...sentences: readonly string[]): Refusal =>
  new Refusal(422, 'Unprocessable Entity', { errors: sentences });

/** One entry of a 422's `errors` about a field. */
export interface FieldError {
  readonly resource: string;
  readonly field: string;
  readonly code: string;
  readonly message?: string;
}

/** 422 with field errors, as comments and issues are refused. */
export const invalid = (...errors: readonly FieldError[]): Refusal =>
  new Refusal(422, 'Validation Failed', { errors });
